import { expect, test } from 'vitest'
import type { ConceptRecord } from '../../../core/records/concept'
import type { LatentView } from '../../../protocol/api'
import { latent, opened, shown } from './editor.fixture'

const beard = {
  id: 'beard',
  direction: [0.6, 0.8, 0],
  boundary: [1, 0, 0],
  unitLength: 1,
  meanAlong: 0,
  safeRange: [-2, 2],
}
const model: LatentView = { ...latent, concepts: [...latent.concepts, beard as unknown as ConceptRecord] }

/** Levels of a picture are whole: 0.8 on top of 1 is 17 of them. */
test('a pin that comes later is one step, changes the picture, and undo takes it back', async () => {
  const { editor, commits } = await opened({}, model)
  editor.slide('beard', 1)
  await editor.release()
  await expect.poll(() => shown(editor)).toEqual([6, 17, 70])
  await editor.pins.toggle('smile')
  // Without what smile does, one unit goes along the first dimension, where the data spread by 0.577.
  await expect.poll(() => shown(editor)).toEqual([5, 10, 70])
  expect(editor.operations).toMatchObject([{ conceptId: 'beard', keep: ['smile'] }])
  expect(commits).toHaveLength(2)
  await editor.undo()
  expect(editor.pins.ids).toEqual([])
  await expect.poll(() => shown(editor)).toEqual([6, 17, 70])
})

test('pins before anything is moved hold for what is moved then, and for the next picture', async () => {
  const { editor, commits } = await opened({}, model)
  await editor.pins.toggle('beard')
  expect(commits).toEqual([])
  editor.slide('smile', 1)
  await editor.release()
  expect(editor.operations).toMatchObject([{ conceptId: 'smile', keep: ['beard'] }])
  await editor.select(1)
  expect(editor.pins.ids).toEqual(['beard'])
  editor.slide('beard', 1)
  // No concept keeps itself, and the pin is not lost by that.
  expect(editor.operations).toEqual([{ kind: 'concept', conceptId: 'beard', amount: 1 }])
  expect(editor.pins.ids).toEqual(['beard'])
})
