import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { RungName } from '../../core/records/engine'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { Backend, TensorFlow } from '../backends/backend'
import { wasmFolder } from '../backends/open.fixture'
import { openBackend } from '../backends/open.node'
import { openDecoder } from '../coder/decoder'
import { lengthOf, lossesAndGradients } from '../training/minimise'
import { createRun } from '../training/run'
import { Samples } from '../training/samples'
import { weightsOf } from '../training/trainers.fixture'
import { buildLearner } from '.'
import { configsOf, runInput, small } from './kinds.fixture'
import { disposeLearner, type Batch, type Moment, type Objective } from './learner'

/** How far the weights are moved: small against kinks, large against rounding of a loss near 200. */
const distance = 5e-4
const configs = Object.entries(configsOf(small))

/** Every kind on one rung: gradients, tensors, sameness, checkpoints, ONNX. One rung per test file. */
export function describeKinds(rung: RungName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  describe.each(configs)('%s', (_name, config) => {
    it('has gradients that are the slopes of its losses', () => {
      const { tf } = backend
      const learner = buildLearner(tf, withoutPenalties(config), small.side)
      const { images, conditions } = runInput(backend, small, config)
      const batch = new Samples(images, small.side, small.side, conditions).batch(tf, [0, 1])
      const every = learner.objectives.flatMap(({ variables }) => variables)
      scatter(tf, every)
      learner.objectives.forEach((objective) => keepTies(tf, objective))
      for (const objective of learner.objectives)
        for (const moment of momentsOf(objective)) expectSlope(tf, objective, batch, moment)
      disposeLearner(learner)
    })

    it('learns in steps that keep no tensor', async () => {
      const { tf } = backend
      const before = tf.memory().numTensors
      const run = await createRun(runInput(backend, small, config))
      const first = await run.evaluate()
      await run.step()
      const tensors = tf.memory().numTensors
      for (let step = 0; step < 20; step++) await run.step()
      expect(tf.memory().numTensors).toBe(tensors)
      const last = await run.evaluate()
      expect(Object.keys(last).sort()).toEqual(Object.keys(first).sort())
      await run.preview(3)
      expect(tf.memory().numTensors).toBe(tensors)
      run.dispose()
      expect(tf.memory().numTensors).toBe(before)
    })

    it('ends with the same weights when it is done again, and when it goes on from a checkpoint', async () => {
      const input = runInput(backend, small, config)
      const [whole, first, again] = [await createRun(input), await createRun(input), await createRun(input)]
      for (let step = 0; step < 6; step++) await whole.step()
      for (let step = 0; step < 3; step++) await first.step()
      again.restore(await first.checkpoint())
      for (let step = 0; step < 3; step++) await again.step()
      const [one, other] = [await weightsOf(whole), await weightsOf(again)]
      expect(Buffer.compare(one, await weightsOf(first))).not.toBe(0)
      expect(Buffer.compare(one, other)).toBe(0)
      for (const run of [whole, first, again]) run.dispose()
    })

    it('decodes through ONNX Runtime what it decodes itself', async () => {
      const run = await createRun(runInput(backend, small, config))
      for (let step = 0; step < 3; step++) await run.step()
      const files = await run.checkpoint()
      const restored = await createRun({ ...runInput(backend, small, config), checkpoint: files })
      const size = codeSizeOf(config)
      const z = gaussians(5 * size, mulberry32(1))
      const onnx = await openDecoder(files['decoder.onnx']!)
      const expected = await restored.decode(z, 5)
      const actual = await onnx.decode(z, 5)
      const worst = actual.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected[i]!)), 0)
      expect(worst).toBeLessThanOrEqual(1)
      await onnx.dispose()
      run.dispose()
      restored.dispose()
    })
  })
}

/**
 * A penalty on slopes jumps where a LeakyReLU bends, so that differences say nothing of its gradient: that is held
 * against PyTorch in models/gan-agreement.fixture.ts.
 */
const withoutPenalties = (config: TrainingConfig): TrainingConfig =>
  'penaltyWeight' in config
    ? { ...config, r1Weight: 0, penaltyWeight: 0 }
    : 'r1Weight' in config
      ? { ...config, r1Weight: 0 }
      : config

/** Biases begin at 0 and some layers too: nothing is trivially right where every number differs from 0. */
function scatter(tf: TensorFlow, variables: readonly Variable[]): void {
  for (const [i, variable] of variables.entries()) {
    const numbers = gaussians(variable.size, mulberry32(seedFrom(10, i))).map((x) => 0.03 * x)
    tf.tidy(() => variable.assign(tf.add(variable, tf.tensor(numbers, variable.shape))))
  }
}

/** One for each stage, some way into it. */
function momentsOf(objective: Objective): Moment[] {
  const all = Array.from({ length: 20 }, (_, step) => ({ step, totalSteps: 20 }))
  const first = new Map(all.map((moment) => [objective.stageOf?.(moment) ?? 0, moment]))
  return [...first.values()].map(({ step }) => ({ step: step - 3, totalSteps: 20 }))
}

/** Along its gradient by all weights the loss rises by the gradient's length. */
function expectSlope(tf: TensorFlow, objective: Objective, batch: Batch, moment: Moment): void {
  tf.tidy(() => {
    const count = batch.x.shape[0]
    const numbers = gaussians(count * objective.noiseSize, mulberry32(2))
    const noise = tf.tensor2d(numbers, [count, objective.noiseSize])
    const stage = objective.stageOf?.(moment) ?? 0
    const amounts = objective.amounts(moment).map((number) => tf.scalar(number))
    const losses = (): Scalar[] => objective.losses(batch, noise, amounts, { stage })
    const { gradients } = lossesAndGradients(tf, objective, losses)
    const learning = objective.variables.filter(({ name }) => gradients[name])
    const length = lengthOf(tf, learning, gradients).arraySync()
    const directions = learning.map(({ name }) => tf.div(gradients[name]!, length))
    const slopes = slopesAlong(tf, objective, learning, directions, () => losses()[0]!.arraySync())
    // Where a LeakyReLU bends just there, both sides differ, and a gradient of either is right.
    const [least, most] = [Math.min(...slopes), Math.max(...slopes)]
    const told = `${objective.series[0]}: ${slopes.join(' and ')}`
    expect(length, told).toBeGreaterThan(0.98 * least)
    expect(length, told).toBeLessThan(1.02 * most)
  })
}

function keepTies(tf: TensorFlow, { ties = [] }: Objective): void {
  for (const { from, to, isTransposed } of ties)
    to.assign(tf.tidy(() => (isTransposed ? tf.transpose(from) : from.clone())))
}

/** (L(w + h d) - L(w)) / h for the directions d of all weights, forwards and backwards; they are as before afterwards. */
function slopesAlong(
  tf: TensorFlow,
  objective: Objective,
  weights: readonly Variable[],
  directions: readonly Tensor[],
  loss: () => number,
): number[] {
  const kept = weights.map((weight) => weight.clone())
  const moved = (amount: number): number => {
    weights.forEach((weight, i) => weight.assign(tf.add(kept[i]!, tf.mul(directions[i]!, amount))))
    keepTies(tf, objective)
    return loss()
  }
  const [back, here, forth] = [moved(-distance), moved(0), moved(distance)]
  moved(0)
  return [(here - back) / distance, (forth - here) / distance]
}
