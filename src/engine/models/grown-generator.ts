import { bend, firstPicture, layersAt, leakyGain, withBias, type Growth } from './growing'
import type { NetworkFunction, Operations } from './network'
import type { WeightRecipe } from './weights'

/** How far the picture of a side counts against the one before it, enlarged: from 0 to 1. */
export const fadeOf = (side: number): string => `${side}/fade`

/** Weights of a generator that draws pictures of every side, from codes of this size. */
export function generatorRecipes(
  { sides, channelsAt }: Growth,
  latentSize: number,
): Record<string, WeightRecipe> {
  const recipes = withBias('corner', [latentSize, 16 * channelsAt(4)])
  for (const side of sides) {
    layersAt(side).forEach((name, i) => {
      const inputs = i === 0 && side > 4 ? channelsAt(side / 2) : channelsAt(side)
      Object.assign(recipes, withBias(name, [3, 3, inputs, channelsAt(side)]))
    })
    if (side >= firstPicture) Object.assign(recipes, withBias(`${side}/rgb`, [1, 1, channelsAt(side), 3]))
    if (side > firstPicture) recipes[fadeOf(side)] = { shape: [], learns: false }
  }
  return recipes
}

/**
 * Codes [batch, latentSize] to pictures [batch, last, last, 3] in [0, 1]: the colours of each side from `from` on, blended
 * with those of the side before by what `fadeOf` names. Sides below `from` only carry features.
 */
export const drawing =
  (growth: Growth, { from, last }: { from: number; last: number }): NetworkFunction =>
  (ops, [z]) => {
    let x = first(ops, z!, growth)
    let colours = x
    for (const side of growth.sides.filter((each) => each <= last)) {
      x = carried(ops, x, side)
      if (side < from) continue
      const own = ops.bias(ops.conv2d(x, { name: `${side}/rgb`, gain: 1 }), `${side}/rgb/bias`)
      colours = side === from ? own : ops.blend(ops.upsample2x(colours), own, fadeOf(side))
    }
    return [ops.sigmoid(colours)]
  }

/** What the colours of this side are made of. */
export const drawnFeatures =
  (growth: Growth, last: number): NetworkFunction =>
  (ops, [z]) => {
    const sides = growth.sides.filter((side) => side <= last)
    return [sides.reduce((x, side) => carried(ops, x, side), first(ops, z!, growth))]
  }

/** From the features of the side before to those of this one. */
function carried<V>(ops: Operations<V>, x: V, side: number): V {
  const enlarged = side > 4 ? ops.upsample2x(x) : x
  return layersAt(side).reduce(
    (features, name) =>
      ops.pixelNorm(bend(ops, ops.conv2d(features, { name, gain: leakyGain }), `${name}/bias`)),
    enlarged,
  )
}

function first<V>(ops: Operations<V>, z: V, { channelsAt }: Growth): V {
  const spread = ops.dense(ops.pixelNorm(z), { name: 'corner', gain: leakyGain })
  return ops.pixelNorm(ops.reshape(bend(ops, spread, 'corner/bias'), [4, 4, channelsAt(4)]))
}
