import { leakyGain, layersAt, unit, type Growth } from './growing'
import type { NetworkFunction, Operations } from './network'
import type { WeightRecipe } from './weights'

const slope = 0.2
/** The mapping's weights move this much slower than others (Karras et al. 2019, appendix C: a hundredth, of 8 layers). */
const mappingRate = 0.1
const mappingLayers = ['mapping/0', 'mapping/1', 'mapping/2']

/** Groups of layers that have a style of their own, from large shapes to colours. */
export const groups = ['coarse', 'middle', 'fine'] as const

/** 4 and 8 are coarse, 16 is middle, larger ones are fine; for pictures of 16 pixels 4, 8 and 16. @returns index of the group */
function groupOf({ sides }: Growth, side: number): number {
  const place = sides.indexOf(side)
  return sides.length === 3 ? place : Math.min(2, Math.max(0, place - 1))
}

export function mappingRecipes(size: number): Record<string, WeightRecipe> {
  const recipes: Record<string, WeightRecipe> = {}
  for (const name of mappingLayers) {
    recipes[name] = { shape: [size, size], deviation: 1 / mappingRate }
    recipes[`${name}/bias`] = { shape: [size] }
  }
  return recipes
}

/** z [batch, size] to styles w, likewise. */
export function mapped<V>(ops: Operations<V>, z: V): V {
  let w = ops.pixelNorm(z)
  for (const name of mappingLayers) {
    const dense = ops.bias(ops.dense(w, { name, gain: leakyGain }), `${name}/bias`)
    w = ops.scale(ops.leakyRelu(dense, slope), mappingRate)
  }
  return w
}

/** The noise picture of a layer: as learned when exported, drawn anew while it learns. */
export const noiseOf = (layer: string): string => `${layer}/noise`

export function synthesisRecipes(growth: Growth, size: number): Record<string, WeightRecipe> {
  const { sides, channelsAt } = growth
  const recipes: Record<string, WeightRecipe> = { corner: unit([1, 4, 4, channelsAt(4)]) }
  for (const side of sides) {
    layersAt(side).forEach((name, i) => {
      const inputs = i === 0 && side > 4 ? channelsAt(side / 2) : channelsAt(side)
      Object.assign(recipes, styledRecipes(name, [3, 3, inputs, channelsAt(side)], size))
      recipes[`${name}/strength`] = { shape: [] }
      recipes[noiseOf(name)] = { shape: [1, side, side, 1], deviation: 1, learns: false }
    })
    Object.assign(recipes, styledRecipes(`${side}/rgb`, [1, 1, channelsAt(side), 3], size))
  }
  return recipes
}

function styledRecipes(name: string, shape: number[], size: number): Record<string, WeightRecipe> {
  return {
    [name]: unit(shape),
    [`${name}/bias`]: { shape: [shape[3]!] },
    [`${name}/style`]: unit([size, shape[2]!]),
    [`${name}/style/bias`]: { shape: [shape[2]!], mean: 1 },
  }
}

/**
 * Styles w of the three groups, each [batch, size], to pictures in [0, 1]: the sum of the colours of every side. How
 * features become colours is the fine group's at every side, or the coarse one would set the colours of large areas.
 */
export const styledDrawing =
  (growth: Growth): NetworkFunction =>
  (ops, styles) => {
    let x = ops.weight('corner')
    let colours: typeof x | undefined
    for (const side of growth.sides) {
      x = carried(ops, x, { side, style: styles[groupOf(growth, side)]! })
      const own = toColours(ops, x, styles[groups.indexOf('fine')]!, `${side}/rgb`)
      colours = colours ? ops.add(ops.upsample2x(colours), own) : own
    }
    return [ops.sigmoid(colours!)]
  }

/** What the colours of this side are made of. */
export const styledFeatures =
  (growth: Growth, last: number): NetworkFunction =>
  (ops, styles) => {
    const sides = growth.sides.filter((side) => side <= last)
    const styleAt = (side: number): (typeof styles)[number] => styles[groupOf(growth, side)]!
    return [sides.reduce((x, side) => carried(ops, x, { side, style: styleAt(side) }), ops.weight('corner'))]
  }

/** From the features of the side before to those of this one. */
function carried<V>(ops: Operations<V>, x: V, { side, style }: { side: number; style: V }): V {
  const enlarged = side > 4 ? ops.upsample2x(x) : x
  return layersAt(side).reduce((features, name) => styled(ops, features, style, name), enlarged)
}

const styleOf = <V>(ops: Operations<V>, w: V, name: string): V =>
  ops.bias(ops.dense(w, { name: `${name}/style`, gain: 1 }), `${name}/style/bias`)

function styled<V>(ops: Operations<V>, x: V, w: V, name: string): V {
  const y = ops.modulatedConv2d(x, { name, gain: 1 }, styleOf(ops, w, name))
  const noisy = ops.withNoise(y, ops.weight(noiseOf(name)), `${name}/strength`)
  // Demodulation takes the kernel's gain away.
  return ops.scale(ops.leakyRelu(ops.bias(noisy, `${name}/bias`), slope), leakyGain)
}

function toColours<V>(ops: Operations<V>, x: V, w: V, name: string): V {
  const y = ops.modulatedConv2d(x, { name, gain: 1 }, styleOf(ops, w, name), { demodulate: false })
  return ops.bias(y, `${name}/bias`)
}
