import { mulberry32, splitIndices } from '../../core/random/random'
import type { TrainingConfig, TrainingPoint } from '../../core/records/training'
import { adviceOn } from '../../core/training/advice'
import type { Advice } from '../../core/training/run-signs'
import { signsOf, type Circumstances } from '../../core/training/signs-of'
import type { Backend } from '../backends/backend'
import { TrainingDivergedError } from './diverged'
import { createRun, type TrainingRun } from './run'

const side = 16
const count = 64
const split = splitIndices(count, 3, 0.25)

/** Four clear kinds of picture: one bright quarter each, of some colour, on a dark ground. */
function quarters(): Uint8Array {
  const random = mulberry32(5)
  const rgb = new Uint8Array(count * side * side * 3).fill(20)
  for (let i = 0; i < count; i++) {
    const [top, left] = [i % 4 < 2 ? 0 : side / 2, i % 2 === 0 ? 0 : side / 2]
    const colour = Array.from({ length: 3 }, () => 120 + Math.floor(120 * random()))
    for (let y = top; y < top + side / 2; y++)
      for (let x = left; x < left + side / 2; x++) rgb.set(colour, ((i * side + y) * side + x) * 3)
  }
  return rgb
}

/** Trains until the end or until the numbers leave their range, and asks for advice as the window would. */
export async function adviceAfter(
  backend: Backend,
  config: TrainingConfig,
  steps: number,
): Promise<Advice[]> {
  const run = await createRun({ backend, images: quarters(), width: side, height: side, split, config })
  const points: TrainingPoint[] = []
  let seen: Circumstances = { settledAtStep: run.settledAtStep }
  try {
    for (let step = 1; step <= steps; step++) {
      points.push({ step, epoch: run.epoch, ...(await run.step()) })
      if (step % 100 === 0) seen = await circumstances(run, seen)
    }
  } catch (error) {
    if (!(error instanceof TrainingDivergedError)) throw error
    seen = { divergedAtStep: error.step }
  }
  run.dispose()
  return adviceOn(signsOf(config, points, seen))
}

async function circumstances(run: TrainingRun, before: Circumstances): Promise<Circumstances> {
  const [{ klPerDimension }, diversity] = [await run.preview(2), await run.diversity()]
  return {
    settledAtStep: run.settledAtStep,
    ...(klPerDimension && { klPerDimension }),
    ...(diversity && { diversity }),
    ...(before.diversity && { diversityBefore: before.diversity }),
  }
}
