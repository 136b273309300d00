import { beforeAll, expect, it } from 'vitest'
import { defaultConfigs, type ProganConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { createRun, type TrainingRun } from '../training/run'
import { weightsOf } from '../training/trainers.fixture'
import { fadeAt, stageAt } from './growth-schedule'
import { runInput, small } from './kinds.fixture'

const { batchSize, channels, side } = small
/** Two sides, 8 and 16, of four steps each. */
const config: ProganConfig = { ...defaultConfigs.progan, latentSize: 3, batchSize, channels, epochs: 2 }
let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const start = (): Promise<TrainingRun> => createRun(runInput(backend, small, config))

async function steps(run: TrainingRun, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await run.step()
}

it('a stage is a function of the moment, and fades its side in', () => {
  const moments = Array.from({ length: 60 }, (_, step) => ({ step, totalSteps: 60 }))
  const stages = moments.map((moment) => stageAt(moment, 4))
  expect([0, 1, 2, 3].map((stage) => stages.filter((each) => each === stage).length)).toEqual([8, 8, 8, 36])
  expect(fadeAt({ step: 0, totalSteps: 60 }, 4)).toBe(1)
  const fades = [8, 11, 14, 15].map((step) => fadeAt({ step, totalSteps: 60 }, 4))
  fades.forEach((fade, i) => expect(fade).toBeCloseTo([0, 0.5, 1, 1][i]!))
  // The end of a run, when figures are taken.
  expect(stageAt({ step: 60, totalSteps: 60 }, 4)).toBe(3)
  for (let i = 1; i < 60; i++)
    if (stages[i] !== stages[i - 1]) expect(fadeAt(moments[i]!, 4)).toBeLessThan(0.01)
})

it('goes on from a checkpoint as if it had never ended where a new side begins, and after', async () => {
  const whole = await start()
  await steps(whole, 8)
  const expected = await weightsOf(whole)
  for (const pause of [4, 5]) {
    const [first, again] = [await start(), await start()]
    await steps(first, pause)
    again.restore(await first.checkpoint())
    await steps(again, 8 - pause)
    expect(Buffer.compare(await weightsOf(again), expected), `after ${pause} steps`).toBe(0)
    first.dispose()
    again.dispose()
  }
  whole.dispose()
})

/** Whether every square of 2 x 2 pixels has one colour. */
function isEnlarged(rgb: Uint8Array): boolean {
  const at = (x: number, y: number): string => rgb.subarray(3 * (y * side + x), 3 * (y * side + x) + 3).join()
  const places = Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)] as const)
  return places.every(([x, y]) => at(x, y) === at(x - (x % 2), y - (y % 2)))
}

it('draws the present side, enlarged', async () => {
  const run = await start()
  const z = Float32Array.of(1, -1, 0.5)
  await steps(run, 4)
  expect(isEnlarged(await run.decode(z, 1))).toBe(true)
  const before = await run.evaluate()
  await steps(run, 4)
  expect(isEnlarged(await run.decode(z, 1))).toBe(false)
  expect(Object.keys(await run.evaluate())).toEqual(Object.keys(before))
  run.dispose()
})
