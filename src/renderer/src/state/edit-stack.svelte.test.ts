import { expect, test } from 'vitest'
import { withAmount, withLatent } from '../../../core/editing/operations'
import { EditLook, strengths } from './edit-look.svelte'
import { EditStack } from './edit-stack.svelte'
import { opened, shown } from './editor.fixture'

/** The third image, 2 up by a unit of smile and 1 across by hand. Its own code is 0, 1, 7; a picture is ten times its code. */
async function setUp(marked: readonly number[] = []) {
  const made = await opened()
  const { editor, service } = made
  editor.sketch(withLatent(withAmount([], 'smile', 1), 0, 1))
  await editor.release()
  await expect.poll(() => shown(editor)).toEqual([10, 30, 70])
  const stack = new EditStack(service, editor)
  const look = new EditLook(service, editor, { selection: { indices: new Set(marked) } })
  const pixels = (): number[] => shown(editor)
  return { ...made, stack, look, pixels }
}

test('each row is shown as the picture is after it', async () => {
  const { stack } = await setUp()
  stack.follow()
  const after = (): (number[] | undefined)[] => stack.pictures.map((one) => one && [...one.rgba])
  await expect.poll(after).toEqual([
    [0, 30, 70],
    [10, 30, 70],
  ])
})

test('a row is switched off, moved and removed, each as one step that undo takes back', async () => {
  const { editor, stack, pixels, steps } = await setUp()
  await stack.switch(0)
  await expect.poll(pixels).toEqual([10, 10, 70])
  await stack.move(0, 1)
  expect(stack.operations.map(({ kind }) => kind)).toEqual(['latent', 'concept'])
  await stack.remove(0)
  await expect.poll(pixels).toEqual([0, 10, 70])
  expect(steps).toHaveLength(4)
  for (let i = 0; i < 3; i++) await editor.undo()
  expect(stack.operations.map(({ kind }) => kind)).toEqual(['concept', 'latent'])
  await expect.poll(pixels).toEqual([10, 30, 70])
})

test('looking at the edit without a row keeps nothing', async () => {
  const { stack, steps, pixels } = await setUp()
  stack.look(0, 'smile')
  await expect.poll(() => [...(stack.looked?.picture?.rgba ?? [])]).toEqual([10, 10, 70])
  expect(stack.looked?.label).toBe('Without smile')
  stack.stopLooking()
  expect(stack.looked).toBeUndefined()
  expect(pixels()).toEqual([10, 30, 70])
  expect(steps).toHaveLength(1)
})

test('the strip of the whole edit goes from none to twice as much, and what is clicked is taken', async () => {
  const { look, pixels, stack } = await setUp()
  expect(look.cells.map(({ amount }) => amount)).toEqual(strengths)
  expect(look.cells.map(({ z }) => z[1])).toEqual([1, 1.5, 2, 2.5, 3, 4, 5])
  expect(look.cells.findIndex(({ isNow }) => isNow)).toBe(4)
  await look.take(2)
  await expect.poll(pixels).toEqual([20, 50, 70])
  await look.take(0)
  await expect.poll(pixels).toEqual([0, 10, 70])
  expect(stack.operations.every(({ off }) => off)).toBe(true)
})

test('the strip of a concept sets it alone', async () => {
  const { look, pixels } = await setUp()
  look.conceptId = 'smile'
  expect(look.cells.map(({ z }) => z[1])).toEqual([-5, -3, -1, 1, 3, 5, 7])
  expect(look.cells.filter(({ isBeyond }) => isBeyond).map(({ amount }) => amount)).toEqual([-3, 2, 3])
  await look.take(2)
  await expect.poll(pixels).toEqual([10, 50, 70])
})

test('the same edit is seen on other faces: those that are marked, else some of the data', async () => {
  const { look } = await setUp()
  expect(look.faces.toSorted()).toEqual([0, 1, 3])
  const { look: ofMarked } = await setUp([3, 2, 0])
  expect(ofMarked.faces).toEqual([3, 0])
  ofMarked.follow()
  const seen = (): (number[] | undefined)[] => ofMarked.facePictures.map((one) => one && [...one.rgba])
  await expect.poll(seen).toEqual([
    [20, 30, 80],
    [10, 20, 50],
  ])
})

test('a tap of the key flips, and what was held springs back', async () => {
  const { look } = await setUp()
  look.flip(1000)
  look.letGo(1100)
  expect(look.isFlipped).toBe(true)
  look.flip(2000)
  look.letGo(9000)
  expect(look.isFlipped).toBe(false)
  look.flip(10_000)
  look.letGo(10_800)
  expect(look.isFlipped).toBe(false)
})
