import { expect, test } from 'vitest'
import { opened } from './editor.fixture'
import { GroupDrag } from './group-drag.svelte'

/** Four codes whose first two numbers are their places; the images 0, 1 and 2 are marked. */
async function marked() {
  const made = await opened()
  made.workspace.selection.replace([0, 1, 2])
  const group = new GroupDrag(made.editor, made.workspace)
  const moves = (): Record<number, number[]> =>
    Object.fromEntries(
      made.workspace.editing.edits.flatMap(({ image, operations }) =>
        operations.map((operation) => [image, operation.kind === 'move' ? operation.offset : []]),
      ),
    )
  return { ...made, group, moves }
}

test('marked points go as far as the one in the hand, as one step, and are taken back together', async () => {
  const { editor, group, moves, steps } = await marked()
  group.start(2, [0, 1])
  group.drag([0.5, 3])
  expect(editor.pointInMap).toEqual([0.5, 3])
  expect(group.ways.map(({ through }) => through)).toEqual([
    [
      [0, 0],
      [0.5, 2],
    ],
    [
      [1, 0],
      [1.5, 2],
    ],
  ])
  expect(moves()).toEqual({})
  await group.release()
  expect(moves()).toEqual({ 0: [0.5, 2, 0], 1: [0.5, 2, 0], 2: [0.5, 2, 0] })
  expect(steps).toEqual([3])
  // At rest each marked one's edit is pointed at from where its point stays; the selected one has a marker.
  expect(group.ways.map(({ through }) => through)).toEqual([
    [0, [0.5, 2]],
    [1, [1.5, 2]],
  ])
  await editor.undo()
  expect([moves(), group.ways, editor.selected]).toEqual([{}, [], 2])
  await editor.redo()
  expect(Object.keys(moves())).toEqual(['0', '1', '2'])
})

test('what was dragged before is dragged on, each from where its edit lies', async () => {
  const { group, moves } = await marked()
  group.start(0, [0, 0])
  group.drag([1, 0])
  await group.release()
  group.start(1, [1, 0])
  group.drag([1, 1])
  await group.release()
  // The one that is taken by its point comes into the hand; the others go on from their edits.
  expect(moves()).toEqual({ 0: [1, 1, 0], 1: [0, 1, 0], 2: [1, 1, 0] })
})

test('given up, all spring back, and nothing is written down', async () => {
  const { editor, group, moves, steps } = await marked()
  group.start(1, [1, 0])
  group.drag([4, 4])
  group.cancel()
  expect([group.ways, editor.pointInMap, moves(), steps]).toEqual([[], [1, 0], {}, []])
})

test('a point that is not marked goes alone', async () => {
  const { editor, group, moves } = await marked()
  group.start(3, [1, 1])
  group.drag([2, 1])
  expect(group.ways).toEqual([])
  await group.release()
  expect(moves()).toEqual({ 3: [1, 0, 0] })
  expect(editor.selected).toBe(3)
})
