import { expect, test } from 'vitest'
import { defaultConfigs } from '../../../core/records/training'
import type { LatentView } from '../../../protocol/api'
import { ServiceError } from '../../../protocol/errors'
import { latent, makeEditor, opened, picture, shown } from './editor.fixture'

test('opening a document selects an image, so that there is something to work on', async () => {
  const { workspace, editor } = makeEditor()
  await workspace.openDocument('/a.slerp')
  await expect.poll(() => [...(editor.original?.rgba ?? [])]).toEqual([0])
  expect(editor.selected).toBe(0)
})

test('of two images selected in a row the later one is compared with, whichever answer comes last', async () => {
  const { editor } = await opened({
    'dataset.images': async ({ indices }) => {
      if (indices[0] === 1) await new Promise((resolve) => setTimeout(resolve, 20))
      return picture(Float32Array.from(indices))
    },
  })
  await Promise.all([editor.select(1), editor.select(3)])
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect([...(editor.original?.rgba ?? [])]).toEqual([30])
  expect([...(editor.reconstruction?.rgba ?? [])]).toEqual([10, 10, 80])
})

test('an image is shown even when its reconstruction cannot be made, and that is told', async () => {
  const { workspace, editor } = makeEditor({
    'latent.decode': () => {
      throw new ServiceError('unreadable', 'The model is damaged.')
    },
  })
  await workspace.openDocument('/a.slerp')
  await expect.poll(() => [...(editor.original?.rgba ?? [])]).toEqual([0])
  await expect.poll(() => editor.failure?.what).toContain('The model is damaged.')
})

test('sliding decodes and moves the point at once, and commits once on release', async () => {
  const { editor, commits } = await opened()
  for (const amount of [0.5, 1, 1.5]) editor.slide('smile', amount)
  expect(editor.pointInMap).toEqual([0, 4])
  expect(commits).toEqual([])
  await editor.release()
  await expect.poll(() => shown(editor)).toEqual([0, 40, 70])
  expect(commits).toEqual([1])
  expect(editor.canUndo).toBe(true)
})

test('dragging puts the point where the hand is and keeps what the map does not show', async () => {
  const { editor } = await opened()
  await editor.startDrag(3)
  editor.drag([2, 0.5])
  expect(editor.pointInMap).toEqual([2, 0.5])
  editor.drag([3, 0.5])
  await editor.release()
  expect(editor.pointInMap).toEqual([3, 0.5])
  await expect.poll(() => shown(editor)).toEqual([30, 5, 80])
})

test('a drag after a slide keeps the slide', async () => {
  const { editor } = await opened()
  editor.slide('smile', 1)
  await editor.release()
  await editor.startDrag(2)
  editor.drag([2, 2])
  expect(editor.amount('smile')).toBe(1)
  expect(editor.pointInMap).toEqual([2, 2])
})

test('Escape springs back and commits nothing', async () => {
  const { editor, commits } = await opened()
  editor.slide('smile', 1)
  editor.cancel()
  await editor.release()
  expect(commits).toEqual([])
  expect(editor.pointInMap).toEqual([0, 1])
  await expect.poll(() => shown(editor)).toEqual([0, 10, 70])
})

test('undo and redo bring the exact picture back, and select its image', async () => {
  const { editor } = await opened()
  editor.slide('smile', 1)
  await editor.release()
  await editor.select(0)
  await editor.undo()
  expect(editor.selected).toBe(2)
  await expect.poll(() => shown(editor)).toEqual([0, 10, 70])
  await editor.redo()
  await expect.poll(() => shown(editor)).toEqual([0, 30, 70])
})

test('letting go where it began, or resetting what is untouched, adds no step', async () => {
  const { editor, commits } = await opened()
  editor.slide('smile', 1)
  editor.slide('smile', 0)
  await editor.release()
  await editor.resetAll()
  expect(commits).toEqual([])
})

test('an edit that could not be kept is told in words, and the picture is the kept one', async () => {
  const { editor } = await opened({
    'edit.commit': () => {
      throw new ServiceError('unreadable', 'The disk is full.')
    },
  })
  editor.slide('smile', 1)
  await editor.release()
  expect(editor.failure?.what).toContain('The disk is full.')
  await expect.poll(() => shown(editor)).toEqual([0, 10, 70])
})

test('how far an edit is from the data is known once there was time to learn what is usual', async () => {
  const { editor } = await opened()
  await expect.poll(() => editor.distance?.level).toBe(0)
  await editor.startDrag(2)
  editor.drag([40, 40])
  await expect.poll(() => editor.distance?.level).toBe(3)
})

test('refining shows each step, keeps the last as one edit, and leaves the sliders as they are', async () => {
  const refined = (step: number, isLast: boolean) => {
    const z = Float32Array.of(0, 1, 7 + step / 10)
    return { modelId: 'm', image: 2, step, steps: 20, psnr: 30, z, isLast }
  }
  const asked: number[][] = []
  const { editor, commits } = await opened({
    'latent.refine': ({ z }, { emit }) => {
      asked.push([...z])
      for (const step of [10, 20]) emit('latent.refined', refined(step, step === 20))
      // Of another picture, too late.
      emit('latent.refined', { ...refined(30, true), image: 1 })
    },
  })
  editor.slide('smile', 1)
  await editor.release()
  editor.refine()
  await expect.poll(() => commits).toHaveLength(2)
  expect(asked).toEqual([[0, 1, 7]])
  expect(editor.amount('smile')).toBe(1)
  await expect.poll(() => shown(editor)).toEqual([0, 30, 90])
  expect(editor.refining.progress).toBeUndefined()
  await editor.undo()
  await expect.poll(() => shown(editor)).toEqual([0, 30, 70])
})

test('refining that fails leaves the edit as it was, and says why', async () => {
  const { editor } = await opened({
    'latent.refine': () => {
      throw new ServiceError('unreadable', 'The model is damaged.')
    },
  })
  editor.refine()
  await expect.poll(() => editor.refining.failure?.what).toContain('The model is damaged.')
  expect(editor.isTouched).toBe(false)
})

/** The same codes as those of a model whose code has an upper level of two numbers, and of one that is told a label. */
const ladder: LatentView = { ...latent, config: { ...defaultConfigs.hvae, latentSize: 2, detailSize: 1 } }
const told: LatentView = {
  ...latent,
  mu: latent.mu.map((x, i) => (i % 3 === 2 ? 0.25 : x)),
  config: { ...defaultConfigs.cvae, latentSize: 2, conditions: ['hat'] },
}

test('a part is looked for, shown while it is considered, and taken as one step', async () => {
  const { editor, commits } = await opened({}, ladder)
  expect(editor.parts.all.map(({ name }) => name)).toEqual(['top', 'detail'])
  editor.parts.lookFor('top')
  editor.parts.consider(3)
  await expect.poll(() => shown(editor)).toEqual([10, 10, 70])
  editor.parts.consider(undefined)
  await expect.poll(() => shown(editor)).toEqual([0, 10, 70])
  editor.parts.consider(1)
  await editor.parts.choose(3)
  expect(editor.parts.wanted).toBeUndefined()
  expect(commits).toEqual([1])
  editor.parts.slide('top', 0.5)
  await editor.release()
  await expect.poll(() => shown(editor)).toEqual([5, 10, 70])
  await editor.parts.reset('top')
  expect(editor.isTouched).toBe(false)
  await editor.undo()
  await expect.poll(() => shown(editor)).toEqual([5, 10, 70])
})

test('looking for a part ends with Escape or with another image, and nothing is kept', async () => {
  const { editor, commits } = await opened({}, ladder)
  editor.parts.lookFor('detail')
  editor.parts.consider(1)
  editor.parts.stopLooking()
  await expect.poll(() => shown(editor)).toEqual([0, 10, 70])
  editor.parts.lookFor('detail')
  await editor.select(1)
  expect(editor.parts.wanted).toBeUndefined()
  await editor.parts.choose(3)
  expect(commits).toEqual([])
})

test('dice take a part from another image than this one', async () => {
  const { editor } = await opened({}, ladder)
  for (let i = 0; i < 12; i++) {
    await editor.parts.roll('detail')
    expect([0, 1, 3]).toContain(editor.parts.sourceOf('detail')?.other)
  }
})

test('a drag ends at the pointer after a part was taken, and keeps what refining found', async () => {
  const z = Float32Array.of(0, 1, 9)
  const refined = { modelId: 'm', image: 2, step: 20, steps: 20, psnr: 30, z, isLast: true }
  const { editor, commits } = await opened(
    { 'latent.refine': (_, { emit }) => emit('latent.refined', refined) },
    ladder,
  )
  editor.parts.lookFor('top')
  await editor.parts.choose(3)
  editor.refine()
  await expect.poll(() => commits).toHaveLength(2)
  await expect.poll(() => shown(editor)).toEqual([10, 10, 90])
  editor.drag([2, 0.5])
  expect(editor.pointInMap).toEqual([2, 0.5])
  await editor.release()
  await expect.poll(() => shown(editor)).toEqual([20, 5, 90])
  editor.parts.slide('top', 0)
  expect(editor.pointInMap).toEqual([1, 0.5])
})

test('a condition is what its slider says, after a drag too, and goes back to what the image had', async () => {
  const { editor, workspace } = makeEditor({}, told)
  await workspace.openDocument('/a.slerp')
  expect(editor.parts.condition('hat')).toEqual({ value: 0.25, rest: 0.25 })
  editor.parts.tell('hat', -1)
  await editor.release()
  expect(editor.parts.condition('hat')).toEqual({ value: -1, rest: 0.25 })
  editor.drag([3, 3])
  await editor.release()
  editor.slide('smile', 1)
  await editor.release()
  editor.parts.tell('hat', 0.5)
  expect(editor.z?.[2]).toBe(0.5)
  editor.parts.tell('hat', 0.25)
  await editor.release()
  expect(editor.operations.map(({ kind }) => kind)).toEqual(['move', 'concept'])
})
