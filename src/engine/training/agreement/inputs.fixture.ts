import type { Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../../core/random/random'
import { defaultConfigs, type VaeConfig } from '../../../core/records/training'
import type { TensorFlow } from '../../backends/backend'
import { buildGan, generatorVariables, type Gan } from '../../models/gan'
import { discriminatorVariables } from '../../models/discriminator'
import { discriminatorObjective, generatorObjective } from '../../kinds/gan'
import type { Learner, Objective } from '../../kinds/learner'
import { vaeLearner } from '../../kinds/vae'

/** The same networks, pictures and noise that reference.py makes. */

const batch = 4
const side = 16
const latentSize = 3
const config: VaeConfig = {
  ...defaultConfigs.vae,
  latentSize,
  channels: [3, 4, 5, 6],
  klWeight: 0.3,
  klWarmupSteps: 0,
}
const ganConfig = { latentSize, channels: [3, 4, 5], seed: 7 }

/** Waves, each picture's and each colour's of its own phase: [batch, side, side, 3] in 0.1..0.9. */
export function wavePictures(tf: TensorFlow): Tensor4D {
  const numbers = Float32Array.from({ length: batch * side * side * 3 }, (_, i) => {
    const [channel, x, y] = [i % 3, Math.floor(i / 3) % side, Math.floor(i / 3 / side) % side]
    const picture = Math.floor(i / 3 / side / side)
    return 0.5 + 0.4 * Math.sin(0.4 * x + picture + channel) * Math.cos(0.3 * y - picture * channel)
  })
  return tf.tensor4d(numbers, [batch, side, side, 3])
}

/** Normal numbers for a step: the first for the discriminator and the VAE, the second for the generator. */
export const codesFor = (tf: TensorFlow, step: number, which = 0): Tensor2D =>
  tf.tensor2d(gaussians(batch * latentSize, mulberry32(seedFrom(5, step, which))), [batch, latentSize])

/** Every number of every weight and bias differs from 0, so that no gradient is trivially right. */
function scatter(tf: TensorFlow, variables: readonly Variable[]): void {
  for (const [index, variable] of variables.entries()) {
    const numbers = gaussians(variable.size, mulberry32(seedFrom(11, index))).map((x) => 0.15 * x)
    tf.tidy(() => variable.assign(tf.tensor(numbers, variable.shape)))
  }
}

export function scatteredVae(tf: TensorFlow): Learner {
  const learner = vaeLearner({ tf, config, side })
  scatter(tf, learner.objectives[0]!.variables)
  return learner
}

export function scatteredGan(tf: TensorFlow): Gan {
  const gan = buildGan(tf, ganConfig, side)
  scatter(tf, [...generatorVariables(gan), ...discriminatorVariables(gan.discriminator)])
  return gan
}

/** The discriminator's, then the generator's. Its average is not looked at. */
export function ganObjectives(tf: TensorFlow, gan: Gan): Objective[] {
  const rules = { ...defaultConfigs.gan, latentSize, r1Weight: 0 }
  const generator = generatorObjective(tf, gan, { decoder: { learning: generatorVariables(gan) } }, rules)
  delete (generator as { average?: unknown }).average
  return [discriminatorObjective(tf, gan, rules), generator]
}

export const free = (...networks: { dispose(): unknown }[]): void =>
  networks.forEach((network) => network.dispose())
