import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { StyleganConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { discriminatorRecipes, judgeGrown } from '../models/grown-discriminator'
import { growthOf, layersAt, type Growth } from '../models/growing'
import { tensorOperations } from '../models/network'
import { mapped, mappingRecipes, noiseOf, styledDrawing, synthesisRecipes } from '../models/styled-generator'
import { codeRecipes, fromCode, mixed, standards, toCode } from '../models/styles'
import { Weights } from '../models/weights'

/** What learns in a style-based GAN, and how its pictures come about while it does. */
export interface Game {
  tf: TensorFlow
  config: StyleganConfig
  growth: Growth
  mapping: Weights
  generator: Weights
  discriminator: Weights
  /** Moving averages, which are what is kept. */
  average: { mapping: Weights; generator: Weights }
}

export function gameOf(tf: TensorFlow, config: StyleganConfig, side: number): Game {
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
export const standing = ({ average: { mapping, generator } }: Game): Variable[] => [
  mapping.get(toCode.scale),
  mapping.get(toCode.shift),
  generator.get(fromCode.deviation),
  generator.get(fromCode.average),
]

/** Normal numbers for a picture: two codes, how they are mixed, and the noise of every layer. */
export const noiseSizeOf = ({ config, growth }: Game): number =>
  growth.sides.reduce((sum, side) => sum + layersAt(side).length * side ** 2, 2 * config.latentSize + 1)

/** Pictures as the generator draws them while it learns. */
export function drawn(game: Game, noise: Tensor2D): Tensor4D {
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

export const judgeOf =
  ({ tf, growth, discriminator }: Game) =>
  (pictures: Tensor4D): Tensor2D =>
    judgeGrown(tf, { growth, weightOf: (name) => discriminator.get(name) }, pictures)
