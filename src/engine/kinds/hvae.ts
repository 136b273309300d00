import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { HvaeConfig } from '../../core/records/training'
import { variablesOf } from '../models/initialise'
import { buildLadder } from '../models/ladder'
import { reparameterise } from '../models/losses'
import { ladderMean, ladderSpread } from '../ops/ladder-layers'
import { networksOfLayers } from '../networks/of-layers'
import { klWeightAt } from '../training/schedule'
import { decode, type Learner, type LearnerInput, type Objective } from './learner'
import { klTerms, Likelihood } from './variational'

/**
 * A ladder variational autoencoder of two levels (Sonderby et al. 2016, "Ladder variational autoencoders"): the upper
 * level is drawn first, the lower one from what the data and the upper level say of it together. It minimises
 * reconstruction + klWeight * (KL of the upper level + KL of the lower one given the upper).
 */
export function hvaeLearner({ tf, config, side }: LearnerInput<HvaeConfig>): Learner {
  const { features, prior, decoder, encoder } = buildLadder(tf, config, side)
  const networks = networksOfLayers(tf, { encoder, decoder })
  const likelihood = new Likelihood(tf, config)
  const { latentSize, detailSize } = config
  const mean = ladderMean(tf, { name: 'detail_mean_learning' })
  const spread = ladderSpread(tf, { name: 'detail_spread_learning' })
  const objective: Objective = {
    series: ['total', 'reconstruction', 'kl'],
    gradientName: 'gradient',
    variables: [...new Set([...variablesOf([features, decoder]), ...likelihood.variables])],
    noiseSize: latentSize + detailSize,
    amounts: (moment) => [klWeightAt(config, moment)],
    losses({ x }, noise, [klWeight]) {
      const [mu, logVariance, detailMu, detailLogVariance] = features.apply(x) as Tensor2D[]
      const [above, below] = tf.split(noise, [latentSize, detailSize], 1) as [Tensor2D, Tensor2D]
      const top = reparameterise(tf, mu!, logVariance!, above)
      const [priorMu, priorLogVariance] = prior.apply(top) as Tensor2D[]
      const all = [detailMu!, priorMu!, detailLogVariance!, priorLogVariance!]
      const e = mean.apply(all) as Tensor2D
      const eLogVariance = spread.apply([detailLogVariance!, priorLogVariance!]) as Tensor2D
      const code = tf.concat([top, reparameterise(tf, e, eLogVariance, below)], 1)
      const reconstruction: Scalar = tf.mean(likelihood.loss(x, decode(networks, code)))
      const upper = klTerms(tf, mu!, logVariance!, config.freeBits)
      const lower = klTerms(tf, e, eLogVariance, config.freeBits)
      const counted = tf.add(upper.counted, lower.counted)
      const total: Scalar = tf.add(reconstruction, tf.mul(klWeight!, counted))
      return [total, reconstruction, tf.add(upper.kl, lower.kl)]
    },
  }
  return {
    networks,
    inner: [features, prior],
    objectives: [objective],
    loose: likelihood.variables,
    boundConstant: likelihood.constant(side * side * 3),
  }
}
