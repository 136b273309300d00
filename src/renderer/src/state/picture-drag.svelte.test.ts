import { expect, test } from 'vitest'
import type { Dragged, DragRequest } from '../../../protocol/api'
import { opened, shown } from './editor.fixture'
import { PictureDrag } from './picture-drag.svelte'

const step = (number: number, left: number, changes: Partial<Dragged> = {}): Dragged => ({
  modelId: 'm',
  image: 2,
  step: number,
  steps: 150,
  z: Float32Array.of(0, 1, 7 + number),
  at: [[0, 0]],
  left,
  ...changes,
})

/** A picture with one point that is to go to its right edge, and a service that tells these steps. */
async function marked(told: Dragged[]) {
  const asked: DragRequest[] = []
  const made = await opened({
    'handles.prepare': () => {},
    'handles.stop': () => {},
    'handles.drag': (request, { emit }) => {
      asked.push(request)
      for (const each of told) emit('handles.dragged', each)
    },
  })
  const drag = new PictureDrag(made.service, made.editor)
  drag.toggle()
  drag.pairs.add([0.5, 0.5])
  drag.pairs.move(0, 'to', [1, 0.5])
  return { ...made, drag, asked }
}

const arriving = [step(1, 0.4), step(2, 0.1), step(2, 0.1, { end: 'arrived' })]

test('a drag is one step of the history on top of all else, and any of its steps can be gone back to', async () => {
  const { editor, drag, asked, commits } = await marked(arriving)
  editor.slide('smile', 1)
  await editor.release()
  await drag.start()
  await expect.poll(() => commits).toHaveLength(2)
  expect(asked[0]).toMatchObject({ image: 2, handles: [{ from: [0, 0], to: [0.5, 0] }] })
  expect([...asked[0]!.z]).toEqual([0, 3, 7])
  await expect.poll(() => shown(editor)).toEqual([0, 10, 90])
  expect([drag.isRunning, drag.end, drag.steps, drag.shown]).toEqual([false, 'arrived', 2, 2])
  drag.show(1)
  await drag.keep()
  await expect.poll(() => shown(editor)).toEqual([0, 10, 80])
  expect([drag.shown, editor.amount('smile')]).toEqual([1, 1])
  await editor.undo()
  expect(drag.shown).toBe(2)
  await editor.undo()
  expect(drag.shown).toBe(0)
  await expect.poll(() => shown(editor)).toEqual([0, 30, 70])
  await editor.undo()
  expect(drag.shown).toBe(-1)
})

test('one that gets stuck keeps the step that came nearest', async () => {
  const { editor, drag, commits } = await marked([
    step(1, 0.2),
    step(2, 0.45),
    step(2, 0.45, { end: 'stuck' }),
  ])
  await drag.start()
  await expect.poll(() => commits).toHaveLength(1)
  expect(drag.shown).toBe(1)
  await expect.poll(() => shown(editor)).toEqual([0, 10, 80])
})

test('one that only led away changes nothing', async () => {
  const { editor, drag, commits } = await marked([step(1, 3), step(1, 3, { end: 'stuck' })])
  await drag.start()
  await expect.poll(() => drag.end).toBe('stuck')
  expect([drag.shown, drag.steps, commits.length, editor.isTouched]).toEqual([0, 1, 0, false])
})

test('what comes after it was dropped is not for it', async () => {
  let tell: (told: Dragged) => void = () => {}
  const made = await opened({
    'handles.prepare': () => {},
    'handles.stop': () => tell(step(2, 0.3, { end: 'stopped' })),
    'handles.drag': (_, { emit }) => {
      tell = (told) => emit('handles.dragged', told)
      tell(step(1, 0.4))
    },
  })
  const drag = new PictureDrag(made.service, made.editor)
  drag.pairs.add([0.5, 0.5])
  drag.pairs.move(0, 'to', [1, 0.5])
  await drag.start()
  await expect.poll(() => drag.steps).toBe(1)
  const last = new Promise((resolve) => made.service.on('handles.dragged', resolve))
  drag.drop()
  await last
  expect([drag.isRunning, drag.end, made.editor.isTouched, made.commits]).toEqual([
    false,
    undefined,
    false,
    [],
  ])
})

test('a slider that is moved meanwhile takes the edit over', async () => {
  const { editor, drag } = await marked([step(1, 0.4)])
  await drag.start()
  await expect.poll(() => drag.steps).toBe(1)
  editor.slide('smile', 1)
  await editor.release()
  expect(drag.shown).toBe(-1)
})

test('a drag that cannot begin says why', async () => {
  const { service, editor } = await opened({
    'handles.prepare': () => {
      throw new RangeError('pictures of this kind of model cannot be dragged')
    },
  })
  const drag = new PictureDrag(service, editor)
  drag.toggle()
  await expect.poll(() => drag.failure?.what).toContain('Slerp could not open the model.')
})
