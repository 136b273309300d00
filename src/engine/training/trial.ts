import { mulberry32 } from '../../core/random/random'
import { conditionsOf, type TrainingConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { createRun, type TrainingRun } from './run'

export interface TrialInput {
  config: TrainingConfig
  /** Of the pictures, in pixels. */
  side: number
  /** Pictures that there are to learn from: a batch has no more. */
  pictures: number
}

export interface Trial {
  /** Numbers that are learned. */
  parameters: number
  /** Mean time of a step over the whole run. */
  stepMs: number
}

/** Of the run that is tried, one step each: enough to find the shares of a growing model's stages. */
const trialEpochs = 600
/** The first step of a kind compiles and fills caches; the others are like all that follow. */
const stepsPerStage = 3

/**
 * What a run costs, by steps on noise: one to warm up and two that count, in each stage of a model that grows.
 *
 * @param onStep called before each step; ends the trial when it throws
 * @throws TrainingDivergedError when the numbers of a trial step are none
 */
export async function tryOut(
  backend: Backend,
  input: TrialInput,
  onStep: (done: number, total: number) => Promise<void>,
): Promise<Trial> {
  const run = await createRun({ backend, ...noiseRun(input) })
  try {
    const { stages } = run
    let stepMs = 0
    for (const [place, { middleStep, share }] of stages.entries()) {
      run.goTo(middleStep)
      const before = (step: number): Promise<void> =>
        onStep(place * stepsPerStage + step, stages.length * stepsPerStage)
      stepMs += share * (await timed(run, before))
    }
    return { parameters: run.parameters, stepMs }
  } finally {
    run.dispose()
  }
}

/** Mean of the steps after the first, in ms. */
async function timed(run: TrainingRun, before: (step: number) => Promise<void>): Promise<number> {
  let sum = 0
  for (let step = 0; step < stepsPerStage; step++) {
    await before(step)
    const start = performance.now()
    await run.step()
    if (step > 0) sum += performance.now() - start
  }
  return sum / (stepsPerStage - 1)
}

/** A run on noise, which costs what pictures cost. */
function noiseRun({ config, side, pictures }: TrialInput): Omit<Parameters<typeof createRun>[0], 'backend'> {
  const count = Math.min(config.batchSize, pictures)
  const random = mulberry32(1)
  const size = conditionsOf(config).length
  return {
    images: Uint8Array.from({ length: count * side * side * 3 }, () => 256 * random()),
    width: side,
    height: side,
    split: { train: Uint32Array.from({ length: count }, (_, i) => i), heldOut: new Uint32Array() },
    // Steps of the usual size may diverge where nothing was learned before.
    config: { ...config, epochs: trialEpochs, learningRate: 1e-6 },
    ...(size > 0 && {
      conditions: {
        size,
        values: Float32Array.from({ length: count * size }, () => Math.sign(random() - 0.5)),
      },
    }),
  }
}
