import type { Operations } from './network'
import type { WeightRecipe } from './weights'

/** Pictures by side, smallest first: what a network draws in or judges one after another. */
export interface Growth {
  /** From 4 to the picture's own, each twice the one before. */
  sides: readonly number[]
  /** Channels of the features at a side. */
  channelsAt: (side: number) => number
}

/** The smallest side that has pictures of its own. */
export const firstPicture = 8
const corner = 4
const slope = 0.2
/** What LeakyReLU takes away (He et al. 2015, section 2.2). */
export const leakyGain = Math.sqrt(2 / (1 + slope ** 2))
/** Sides up to this have two layers each: there they cost little. */
const deepest = 8

/**
 * @param channels at 32, 16, 8 and 4; above, half of them at each doubling
 * @throws RangeError when the side is not 16, 32, 64 and so on
 */
export function growthOf(side: number, channels: readonly number[]): Growth {
  const doublings = Math.log2(side / corner)
  if (!Number.isInteger(doublings) || doublings < 2)
    throw new RangeError(`Pictures of ${side} pixels cannot grow from ${corner} by doubling.`)
  const sides = Array.from({ length: doublings + 1 }, (_, i) => corner * 2 ** i)
  return { sides, channelsAt: (at) => channelsAt(Math.log2(at / corner), channels) }
}

function channelsAt(doublings: number, channels: readonly number[]): number {
  const above = doublings - (channels.length - 1)
  return above > 0 ? Math.ceil(channels[0]! / 2 ** above) : channels.at(-1 - doublings)!
}

/** Names of a side's layers. */
export const layersAt = (side: number): string[] => {
  if (side === corner) return [`${side}/first`]
  return side <= deepest ? [`${side}/first`, `${side}/second`] : [`${side}/first`]
}

/** A kernel held at variance 1, whose scale is applied where it is used. */
export const unit = (shape: number[]): WeightRecipe => ({ shape, deviation: 1 })

/** A kernel with its bias. */
export const withBias = (name: string, shape: number[]): Record<string, WeightRecipe> => ({
  [name]: unit(shape),
  [`${name}/bias`]: { shape: [shape.at(-1)!] },
})

/** LeakyReLU of an equalised layer, which keeps the size of what it is given. */
export const bend = <V>(ops: Operations<V>, x: V, bias: string): V => ops.leakyRelu(ops.bias(x, bias), slope)
