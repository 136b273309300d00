import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { StyleganConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { generatorLoss } from '../models/gan-losses'
import { discriminatorRecipes, judgeGrown } from '../models/grown-discriminator'
import { growthOf, layersAt, type Growth } from '../models/growing'
import { tensorOperations } from '../models/network'
import {
  groups,
  mapped,
  mappingRecipes,
  noiseOf,
  styledDrawing,
  synthesisRecipes,
} from '../models/styled-generator'
import {
  codeRecipes,
  decoding,
  fromCode,
  mixed,
  sampling,
  standardised,
  standards,
  toCode,
} from '../models/styles'
import { buildEncoder } from '../models/vae'
import { Weights } from '../models/weights'
import { keptWeights, networkOfFunction } from '../networks/of-function'
import { networkOfLayers } from '../networks/of-layers'
import { encoderObjective } from './code-encoder'
import { decays, discriminatorLosses, discriminatorSeries } from './equalised'
import { decode, type Learner, type LearnerInput, type Objective } from './learner'

/**
 * A style-based GAN (Karras et al. 2019, "A style-based generator architecture for generative adversarial networks", with
 * the layers of Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN", section 2).
 *
 * A mapping of three layers makes z a style w; each layer of the generator is a convolution modulated by w, with noise of
 * its own and LeakyReLU 0.2, from a learned 4 x 4 picture on; colours are summed over the sides. The discriminator and the
 * losses are those of `progan` without growing: -log D(G(z)) against -log D(x) - log(1 - D(G(z))) + R1. There is no
 * penalty on path lengths.
 *
 * Style mixing (2019, section 3.1): most pictures are drawn with w of one z up to a group of layers and of another z from
 * there on. So a code is the styles of three groups, [coarse, middle, fine], and may be mixed by swapping parts.
 *
 * Codes are standardised: w less the mean w, over each number's deviation, so that N(0, 1) is a fair guess for each
 * number, though not for all of them together. Truncation (2019, appendix B) is then a factor on the code.
 */
export function styleganLearner({ tf, config, side }: LearnerInput<StyleganConfig>): Learner {
  const game = gameOf(tf, config, side)
  const { generator, mapping, discriminator, average } = game
  const { latentSize } = config
  const codeSize = groups.length * latentSize
  const encoder = networkOfLayers(tf, buildEncoder(tf, { ...config, latentSize: codeSize }, side))
  const sampler = networkOfFunction(tf, {
    name: 'mapping',
    compute: sampling(config.truncation),
    weights: average.mapping,
    sizes: { input: [latentSize], outputs: [[codeSize]] },
  })
  const decoder = networkOfFunction(tf, {
    name: 'decoder',
    compute: decoding(game.growth, latentSize),
    weights: average.generator,
    sizes: { input: [codeSize], outputs: [[side, side, 3]] },
  })
  const learning = {
    generator: keptWeights(generator),
    styles: keptWeights(mapping),
    discriminator: keptWeights(discriminator),
  }
  return {
    networks: { ...learning, mapping: sampler, decoder, encoder },
    sample: (z) => sampler.apply(z)[0] as Tensor2D,
    objectives: [
      discriminatorObjective(game),
      generatorObjective(game),
      encoderObjective(tf, encoder, {
        noiseSize: 2 * latentSize + 1,
        amounts: () => [],
        pairs(_batch, noise) {
          const ops = tensorOperations(tf, (name) => average.mapping.get(name))
          const z: Tensor2D = tf.concat(
            mixed(tf, config, noise, (each) => standardised<Tensor>(ops, each)),
            1,
          )
          return [z, decode({ decoder }, z)]
        },
      }),
    ],
  }
}

interface Game {
  tf: TensorFlow
  config: StyleganConfig
  growth: Growth
  mapping: Weights
  generator: Weights
  discriminator: Weights
  /** Moving averages, which are what is kept. */
  average: { mapping: Weights; generator: Weights }
}

function gameOf(tf: TensorFlow, config: StyleganConfig, side: number): Game {
  const growth = growthOf(side, config.channels)
  const { latentSize, seed } = config
  const mappingParts = { scale: toCode.scale, offset: toCode.shift }
  const generatorParts = { scale: fromCode.deviation, offset: fromCode.average }
  const recipes = {
    mapping: { ...mappingRecipes(latentSize), ...codeRecipes(mappingParts, latentSize) },
    generator: { ...synthesisRecipes(growth, latentSize), ...codeRecipes(generatorParts, latentSize) },
  }
  const mapping = new Weights(tf, recipes.mapping, seed, 1021)
  const generator = new Weights(tf, recipes.generator, seed, 1022)
  const discriminator = new Weights(tf, discriminatorRecipes(growth), seed, 1023)
  const average = { mapping: mapping.copy(), generator: generator.copy() }
  const game = { tf, config, growth, mapping, generator, discriminator, average }
  tf.tidy(() => standards(tf, mapping, latentSize).forEach((value, i) => standing(game)[i]!.assign(value)))
  return game
}

/** What `standards` gives, where it is kept. */
const standing = ({ average: { mapping, generator } }: Game) => [
  mapping.get(toCode.scale),
  mapping.get(toCode.shift),
  generator.get(fromCode.deviation),
  generator.get(fromCode.average),
]

/** Normal numbers for a picture: two codes, how they are mixed, and the noise of every layer. */
const noiseSizeOf = ({ config, growth }: Game): number =>
  growth.sides.reduce((sum, side) => sum + layersAt(side).length * side ** 2, 2 * config.latentSize + 1)

/** Pictures as the generator draws them while it learns. */
function drawn(game: Game, noise: Tensor2D): Tensor4D {
  const { tf, config, growth, mapping, generator } = game
  const noises = new Map<string, Tensor>()
  let start = 2 * config.latentSize + 1
  for (const side of growth.sides)
    for (const layer of layersAt(side)) {
      const part = tf.slice(noise, [0, start], [-1, side ** 2])
      noises.set(noiseOf(layer), tf.reshape(part, [-1, side, side, 1]))
      start += side ** 2
    }
  const ops = tensorOperations(tf, (name) => noises.get(name) ?? generator.get(name))
  const toStyle = tensorOperations(tf, (name) => mapping.get(name))
  const styles = mixed(tf, config, noise, (z) => mapped<Tensor>(toStyle, z))
  return styledDrawing(growth)<Tensor>(ops, styles)[0] as Tensor4D
}

const judgeOf =
  ({ tf, growth, discriminator }: Game) =>
  (pictures: Tensor4D): Tensor2D =>
    judgeGrown(tf, { growth, weightOf: (name) => discriminator.get(name) }, pictures)

function discriminatorObjective(game: Game): Objective {
  const { tf, config, discriminator } = game
  return {
    ...decays,
    series: discriminatorSeries,
    gradientName: 'discriminatorGradient',
    variables: discriminator.learning,
    noiseSize: noiseSizeOf(game),
    amounts: () => [],
    losses: ({ x }, noise) =>
      discriminatorLosses(tf, judgeOf(game), { real: x, fake: drawn(game, noise) }, config.r1Weight),
  }
}

function generatorObjective(game: Game): Objective {
  const { tf, config, mapping, generator, average } = game
  const variables = [...mapping.learning, ...generator.learning]
  const into = [...average.mapping.learning, ...average.generator.learning]
  return {
    ...decays,
    series: ['generator'],
    gradientName: 'generatorGradient',
    variables,
    average: { of: variables, into, decay: config.averageDecay },
    held: standing(game),
    nextHeld: () => standards(tf, average.mapping, config.latentSize),
    noiseSize: noiseSizeOf(game),
    amounts: () => [],
    losses: (_batch, noise) => [generatorLoss(tf, judgeOf(game)(drawn(game, noise)))],
  }
}
