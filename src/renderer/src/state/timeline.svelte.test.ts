import { expect, test } from 'vitest'
import type { Handlers } from '../../../protocol/rpc'
import { opened, picture, shown } from './editor.fixture'
import { Timeline } from './timeline.svelte'

async function makeTimeline(overrides: Partial<Handlers> = {}) {
  const made = await opened(overrides)
  return { ...made, timeline: new Timeline(made.service, made.workspace, made.editor) }
}

/** Image 2 at 0 s, image 1 a second later. */
async function withTwo(overrides: Partial<Handlers> = {}) {
  const made = await makeTimeline(overrides)
  await made.timeline.addEdit()
  await made.editor.select(1)
  await made.timeline.addEdit()
  return made
}

const times = ({ record }: Timeline): number[] => record?.keyframes.map(({ timeMs }) => timeMs) ?? []
const looked = ({ looked: seen }: Timeline): number[] => [...(seen?.picture?.rgba ?? [])]

test('edits become keyframes one after the other, each a step that undo takes back', async () => {
  const { timeline, editor } = await withTwo()
  expect(timeline.record?.keyframes.map(({ content }) => content)).toMatchObject([{ image: 2 }, { image: 1 }])
  expect(times(timeline)).toEqual([0, 1000])
  await editor.undo()
  expect(times(timeline)).toEqual([0])
  await editor.undo()
  expect(times(timeline)).toEqual([])
  await editor.redo()
  expect(times(timeline)).toEqual([0])
})

test('a keyframe goes with the hand, and is one step when it is let go', async () => {
  const { timeline, editor } = await withTwo()
  const id = timeline.chosenId!
  for (const timeMs of [1200, 2500, 4000]) timeline.move(id, timeMs)
  expect(times(timeline)).toEqual([0, 4000])
  await timeline.letGo()
  await editor.undo()
  expect(times(timeline)).toEqual([0, 1000])
  timeline.move(id, 3000)
  timeline.cancel()
  expect(times(timeline)).toEqual([0, 1000])
})

test('the playhead shows its picture until another code comes into the hand', async () => {
  const { timeline, editor } = await withTwo()
  await expect.poll(() => shown(editor)).toEqual([10, 0, 60])
  timeline.scrub(0)
  await expect.poll(() => looked(timeline)).toEqual([0, 10, 70])
  editor.slide('smile', 1)
  expect(timeline.looked).toBeUndefined()
})

test('while a picture is on its way only the newest moment waits', async () => {
  let decoded = 0
  const { timeline } = await withTwo({
    'latent.decode': async ({ z }) => {
      decoded++
      await new Promise((resolve) => setTimeout(resolve, 5))
      return picture(z)
    },
  })
  await new Promise((resolve) => setTimeout(resolve, 30))
  decoded = 0
  for (let timeMs = 0; timeMs <= 1000; timeMs += 10) timeline.scrub(timeMs)
  await expect.poll(() => looked(timeline)).toEqual([10, 0, 60])
  expect(decoded).toBe(2)
})

test('the last keyframe deleted leaves settings as they were', async () => {
  const { timeline } = await makeTimeline()
  await timeline.keep({ ...timeline.record!, fps: 12, loop: 'closed' })
  await timeline.addEdit()
  await timeline.remove()
  expect(timeline.record).toMatchObject({ keyframes: [], fps: 12, loop: 'closed' })
})

test('what could not be kept is said, and the timeline is as it was', async () => {
  const { timeline } = await makeTimeline({
    'timeline.keep': () => {
      throw new Error('The disk is full.')
    },
  })
  await timeline.addEdit()
  expect(times(timeline)).toEqual([])
  expect(timeline.failure?.what).toContain('keep the timeline')
})
