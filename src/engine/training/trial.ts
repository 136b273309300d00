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
  /** Time to judge one held-out picture, as is done after each epoch. */
  judgingMs: number
}

/** Of the run that is tried, one step each: enough to find the shares of a growing model's stages. */
const trialEpochs = 600
/** The first step of a kind compiles and fills caches; the others are like all that follow. */
const stepsPerStage = 3
/** Pictures of a preview. */
const shownCount = 8

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
  const noise = noiseRun(input)
  const run = await createRun({ backend, ...noise })
  try {
    const { stages } = run
    let stepMs = 0
    for (const [place, { middleStep, share }] of stages.entries()) {
      run.goTo(middleStep)
      const before = (step: number): Promise<void> =>
        onStep(place * stepsPerStage + step, stages.length * stepsPerStage)
      stepMs += share * (await timed(run, before))
    }
    // What is made on the way takes memory too.
    await run.preview(shownCount)
    await run.checkpoint()
    return { parameters: run.parameters, stepMs, judgingMs: await judgingMs(run, noise.split.train.length) }
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

/** The first judgement prepares what the second one uses. */
async function judgingMs(run: TrainingRun, pictures: number): Promise<number> {
  await run.evaluate()
  const start = performance.now()
  await run.evaluate()
  return (performance.now() - start) / pictures
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
