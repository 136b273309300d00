import { gaussians, mulberry32 } from '../../core/random/random'
import { defaultConfigs, type TrainingConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { TrainingDivergedError } from './diverged'
import { createRun, type TrainingRun } from './run'

/** The step that every rung must get right: the usual network on eight smooth pictures. */
const config: TrainingConfig = { ...defaultConfigs.vae, batchSize: 8, epochs: 100, klWarmupSteps: 0 }
const side = 64
const pictureCount = 8

/** Loss after each of the first steps, as the native rung and the wasm rung both give it. */
const rightLosses = [207.127, 207.36, 196.813, 191.864]
/** Rungs differ in the order of their sums; a wrong kernel is off by far more. */
const tolerance = 1e-3

/**
 * Tries a rung: the first steps of a fixed seed must give the stored losses, then steps are timed.
 *
 * @returns median time of a step of eight 64 x 64 pictures
 * @throws Error when the numbers are wrong
 */
export async function probeBackend(backend: Backend): Promise<{ stepMs: number }> {
  const split = { train: Uint32Array.from({ length: pictureCount }, (_, i) => i), heldOut: new Uint32Array() }
  const run = await createRun({ backend, images: smoothPictures(), width: side, height: side, split, config })
  try {
    const { losses, times } = await timedSteps(run)
    assertRight(losses)
    return { stepMs: times.slice(3).sort((a, b) => a - b)[1]! }
  } finally {
    run.dispose()
  }
}

async function timedSteps(run: TrainingRun): Promise<{ losses: number[]; times: number[] }> {
  const losses: number[] = []
  const times: number[] = []
  for (let step = 0; step < 6; step++) {
    const start = performance.now()
    losses.push(await lossOf(run))
    times.push(performance.now() - start)
  }
  return { losses, times }
}

/** A driver that computes nonsense often computes none at all. */
async function lossOf(run: TrainingRun): Promise<number> {
  try {
    return (await run.step()).total ?? NaN
  } catch (error) {
    if (error instanceof TrainingDivergedError) return NaN
    throw error
  }
}

function assertRight(losses: readonly number[]): void {
  for (const [i, right] of rightLosses.entries())
    if (!(Math.abs(losses[i]! - right) <= tolerance * right))
      throw new Error(`The test step gave wrong numbers (${losses[i]} instead of ${right}).`)
}

/** Waves, each picture's shifted and of its own colour: no two patches alike, so that a wrong one shows. */
function smoothPictures(): Uint8Array {
  const noise = gaussians(pictureCount * 3, mulberry32(5))
  return Uint8Array.from({ length: pictureCount * side * side * 3 }, (_, i) => {
    const [channel, x, y, picture] = [
      i % 3,
      Math.floor(i / 3) % side,
      Math.floor(i / 3 / side) % side,
      Math.floor(i / 3 / side / side),
    ]
    const wave = Math.sin((x + 3 * picture) / 9) * Math.cos((y - 2 * picture) / 11)
    return Math.round(127 + 90 * wave * Math.tanh(noise[picture * 3 + channel]!))
  })
}
