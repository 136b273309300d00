import { expect, test } from 'vitest'
import { Batch, withConcepts } from './batch.svelte'
import { opened } from './editor.fixture'
import { connect, serve } from '../../../protocol/rpc'
import { portPair } from '../../../protocol/port'
import type { EditingView } from '../../../protocol/api'
import type { Edit, Operation } from '../../../core/records/edit'
import { untouched } from './workspace.svelte'

test('the same amounts, over what else was done to an image', () => {
  const own: Operation[] = [
    { kind: 'move', offset: [1, 0, 0] },
    { kind: 'concept', conceptId: 'smile', amount: -1 },
    { kind: 'concept', conceptId: 'hat', amount: 2 },
  ]
  const given: Operation[] = [{ kind: 'concept', conceptId: 'smile', amount: 1.5, keep: ['hat'] }]
  expect(withConcepts([...(own.map((one) => ({ ...one })) as never)], given as never)).toEqual([
    { kind: 'move', offset: [1, 0, 0] },
    { kind: 'concept', conceptId: 'smile', amount: 1.5, keep: ['hat'] },
    { kind: 'concept', conceptId: 'hat', amount: 2 },
  ])
})

test('all images in one step; too many are refused in words', async () => {
  const { editor, workspace } = await opened()
  editor.slide('smile', 2)
  await editor.release()
  const steps: (readonly Edit[])[] = []
  const [near, far] = portPair()
  const view: EditingView = { ...untouched, canUndo: true }
  serve(far, {
    'edit.commit': ({ edits }) => {
      steps.push(edits)
      return view
    },
  })
  const batch = new Batch(connect(near), workspace, editor)
  expect(await batch.apply([0, 1, 2, 3])).toBe(3)
  expect(steps).toHaveLength(1)
  expect(steps[0]!.map(({ image }) => image)).toEqual([0, 1, 3])
  expect(batch.limit(10_000)).toBeUndefined()
  expect(batch.limit(10_001)).toContain('At most 10,000')
})
