import type { Scalar } from '@tensorflow/tfjs'
import type { BetaVaeConfig, VaeConfig } from '../../core/records/training'
import { reparameterise } from '../models/losses'
import { buildVae } from '../models/vae'
import { networksOfLayers } from '../networks/of-layers'
import { klWeightAt } from '../training/schedule'
import { decode, encode, type Learner, type LearnerInput, type Moment, type Objective } from './learner'
import { klTerms, Likelihood } from './variational'

/**
 * The variational autoencoder (Kingma & Welling 2014) and its weighted form.
 *
 * `vae` minimises reconstruction + klWeight * KL. `beta-vae` (Higgins et al. 2017) is the same with a weight above 1 or,
 * with a capacity C, reconstruction + klWeight * |KL - C(step)| (Burgess et al. 2018, "Understanding disentangling in
 * beta-VAE", eq. 8), C rising linearly from 0 over the first half of the run.
 */
export function vaeLearner({ tf, config, side }: LearnerInput<VaeConfig | BetaVaeConfig>): Learner {
  const networks = networksOfLayers(tf, { ...buildVae(tf, config, side) })
  const likelihood = new Likelihood(tf, config)
  const objective: Objective = {
    series: ['total', 'reconstruction', 'kl'],
    gradientName: 'gradient',
    variables: [...networks.encoder.learning, ...networks.decoder.learning, ...likelihood.variables],
    noiseSize: config.latentSize,
    amounts: (moment) => [klWeightAt(config, moment), capacityAt(config, moment)],
    losses({ x }, noise, [klWeight, capacity]) {
      const [mu, logVariance] = encode(networks, x)
      const y = decode(networks, reparameterise(tf, mu, logVariance, noise))
      const reconstruction: Scalar = tf.mean(likelihood.loss(x, y))
      const { kl, counted } = klTerms(tf, mu, logVariance, config.freeBits)
      const distance = capacityOf(config) > 0 ? tf.abs(tf.sub(counted, capacity!)) : counted
      return [tf.add(reconstruction, tf.mul(klWeight!, distance)), reconstruction, kl]
    },
  }
  return {
    networks,
    objectives: [objective],
    loose: likelihood.variables,
    boundConstant: likelihood.constant(side * side * 3),
  }
}

const capacityOf = (config: VaeConfig | BetaVaeConfig): number =>
  config.kind === 'beta-vae' ? config.capacity : 0

const capacityAt = (config: VaeConfig | BetaVaeConfig, { step, totalSteps }: Moment): number =>
  capacityOf(config) * Math.min(1, step / Math.max(1, totalSteps / 2))
