import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { StyleganConfig } from '../../core/records/training'
import { generatorLoss } from '../models/gan-losses'
import { tensorOperations } from '../models/network'
import { groups } from '../models/styled-generator'
import { decodedFeatures, decoding, mixed, sampling, standardised, standards } from '../models/styles'
import { buildEncoder } from '../models/vae'
import { keptWeights, networkOfFunction } from '../networks/of-function'
import { networkOfLayers } from '../networks/of-layers'
import { encoderObjective } from './code-encoder'
import { decays, discriminatorLosses, discriminatorSeries } from './equalised'
import { decode, type Learner, type LearnerInput, type Objective } from './learner'
import { drawn, gameOf, judgeOf, noiseSizeOf, standing, type Game } from './style-game'

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
 * there on. So a code is the styles of three groups, [coarse, middle, fine], and may be mixed by swapping parts. Unlike
 * there, how features become colours is the fine group's at every side.
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
    features: decodedFeatures(game.growth, latentSize, side / 4),
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
