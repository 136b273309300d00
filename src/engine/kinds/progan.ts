import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { ProganConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { generatorLoss } from '../models/gan-losses'
import { discriminatorRecipes, judgeGrown } from '../models/grown-discriminator'
import { drawing, drawnFeatures, fadeOf, generatorRecipes } from '../models/grown-generator'
import { firstPicture, growthOf, type Growth } from '../models/growing'
import { tensorOperations } from '../models/network'
import { buildEncoder } from '../models/vae'
import { Weights } from '../models/weights'
import { keptWeights, networkOfFunction } from '../networks/of-function'
import { networkOfLayers } from '../networks/of-layers'
import { blend } from '../ops/blend'
import { downsample2x, upsample2x } from '../ops/upsample'
import { encoderObjective } from './code-encoder'
import { decays, discriminatorLosses, discriminatorSeries } from './equalised'
import { fadeAt, stageAt } from './growth-schedule'
import type { Learner, LearnerInput, Moment, Objective } from './learner'

/**
 * A progressively growing GAN (Karras et al. 2018, "Progressive growing of GANs for improved quality, stability, and
 * variation"): the game is played with pictures of 8 x 8 first, then of twice the side, up to the data's. A new side is
 * faded in: colours are (1 - a) enlarged(smaller side) + a (new side), and pictures of the data and what the discriminator
 * sees likewise, a rising from 0 to 1 (figure 2). When is stated in growth-schedule.ts.
 *
 * Generator: pixel norm, 3 x 3 convolutions with LeakyReLU 0.2. Discriminator: its mirror, with the minibatch's deviation
 * at 4 x 4. Learning rates are equalised. Losses: -log D(G(z)) against -log D(x) - log(1 - D(G(z))) + R1
 * (gan-losses.ts, gradient-penalty.ts; the paper has WGAN-GP, which needs several steps of D). What is kept is the moving
 * average of the generator, which draws the present side, enlarged.
 */
export function proganLearner({ tf, config, side }: LearnerInput<ProganConfig>): Learner {
  const growth = growthOf(side, config.channels)
  const generator = new Weights(tf, generatorRecipes(growth, config.latentSize), config.seed, 1011)
  const discriminator = new Weights(tf, discriminatorRecipes(growth), config.seed, 1013)
  const average = generator.copy()
  const game: Game = { tf, config, growth, pictureSides: growth.sides.filter((each) => each >= firstPicture) }
  const encoder = networkOfLayers(tf, buildEncoder(tf, config, side))
  return {
    networks: {
      generator: keptWeights(generator),
      discriminator: keptWeights(discriminator),
      decoder: networkOfFunction(tf, {
        name: 'decoder',
        compute: drawing(growth, { from: firstPicture, last: side }),
        features: drawnFeatures(growth, side / 4),
        weights: average,
        sizes: { input: [config.latentSize], outputs: [[side, side, 3]] },
      }),
      encoder,
    },
    objectives: [
      discriminatorObjective(game, generator, discriminator),
      generatorObjective(game, generator, discriminator, average),
      encoderObjective(tf, encoder, {
        ...staged(game),
        pairs(_batch, z, [fade], { stage = 0 } = {}) {
          let picture = drawn(game, average, { z, stage, fade: fade! })
          while (picture.shape[1] < side) picture = upsample2x(tf, picture)
          return [z, picture]
        },
      }),
    ],
  }
}

interface Game {
  tf: TensorFlow
  config: ProganConfig
  growth: Growth
  /** Sides that have pictures, smallest first: one for each stage. */
  pictureSides: number[]
}

/** Where a run stands, for all three objectives alike. */
const staged = ({
  config,
  pictureSides: { length },
}: Game): Pick<Objective, 'noiseSize' | 'amounts' | 'stageOf'> => ({
  noiseSize: config.latentSize,
  stageOf: (moment: Moment) => stageAt(moment, length),
  amounts: (moment) => [fadeAt(moment, length)],
})

/** Pictures of the stage's side, faded in as far as it is. */
function drawn(
  { tf, growth, pictureSides }: Game,
  weights: Weights,
  { z, stage, fade }: { z: Tensor2D; stage: number; fade: Scalar },
): Tensor4D {
  const last = pictureSides[stage]!
  const from = pictureSides[Math.max(0, stage - 1)]!
  const ops = tensorOperations(tf, (name) => (name === fadeOf(last) ? fade : weights.get(name)))
  return drawing(growth, { from, last })<Tensor>(ops, [z])[0] as Tensor4D
}

/** Pictures of the data at the stage's side, with as much detail as is faded in. */
function shrunk({ tf, pictureSides }: Game, x: Tensor4D, stage: number, fade: Scalar): Tensor4D {
  let picture = x
  while (picture.shape[1] > pictureSides[stage]!) picture = downsample2x(tf, picture)
  return stage === 0 ? picture : blend(tf, upsample2x(tf, downsample2x(tf, picture)), picture, fade)
}

function discriminatorObjective(game: Game, generator: Weights, weights: Weights): Objective {
  const { tf, config } = game
  const says = judgeOf(game, weights)
  return {
    ...staged(game),
    ...decays,
    series: discriminatorSeries,
    gradientName: 'discriminatorGradient',
    variables: weights.learning,
    losses({ x }, z, [fade], { stage = 0 } = {}) {
      const data = shrunk(game, x, stage, fade!)
      const judged = (pictures: Tensor4D): Tensor2D => says(pictures, stage, fade!)
      const fake = drawn(game, generator, { z, stage, fade: fade! })
      // A small picture's slopes as those of the data's own, of which each of its pixels is the mean of several.
      const share = (data.shape[1] / x.shape[1]) ** 2
      return discriminatorLosses(tf, judged, { real: data, fake }, config.r1Weight * share)
    },
  }
}

function generatorObjective(
  game: Game,
  generator: Weights,
  discriminator: Weights,
  average: Weights,
): Objective {
  const { tf, config, pictureSides } = game
  const says = judgeOf(game, discriminator)
  return {
    ...staged(game),
    ...decays,
    series: ['generator'],
    gradientName: 'generatorGradient',
    variables: generator.learning,
    average: { of: generator.learning, into: average.learning, decay: config.averageDecay },
    // So that the generator that is kept draws what has grown.
    held: pictureSides.slice(1).map((each) => average.get(fadeOf(each))),
    nextHeld: ([fade], stage) =>
      pictureSides.slice(1).map((_, i) => (i + 1 === stage ? fade!.clone() : tf.scalar(i < stage ? 1 : 0))),
    losses: (_batch, z, [fade], { stage = 0 } = {}) => [
      generatorLoss(tf, says(drawn(game, generator, { z, stage, fade: fade! }), stage, fade!)),
    ],
  }
}

const judgeOf =
  ({ tf, growth }: Game, weights: Weights) =>
  (pictures: Tensor4D, stage: number, fade: Scalar): Tensor2D => {
    const judged = { growth, weightOf: (name: string) => weights.get(name) }
    return judgeGrown(tf, stage === 0 ? judged : { ...judged, fade }, pictures)
  }
