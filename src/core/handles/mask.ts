import type { Sides } from './bilinear'

/** How much what must stay counts against what is pushed: lambda of equation 1, and 20 in the paper. */
const staying = 20

/**
 * How much each place of the features counts as one that must stay. Where nothing is said, everything may change.
 *
 * @param mask 1 where the picture may change and 0 elsewhere, [picture * picture] @returns [features * features]
 */
export function outsideOf(mask: Uint8Array | undefined, { picture, features }: Sides): Float32Array {
  const outside = new Float32Array(features ** 2)
  if (!mask) return outside
  const [ratio, share] = [features / picture, (features / picture) ** 2]
  mask.forEach((mayChange, i) => {
    const [row, column] = [Math.floor(Math.floor(i / picture) * ratio), Math.floor((i % picture) * ratio)]
    if (!mayChange) outside[row * features + column]! += share
  })
  const sum = outside.reduce((total, x) => total + x, 0)
  // The loss is a mean over all places: this makes it one over those that must stay.
  return sum === 0 ? outside : outside.map((x) => (staying * x * outside.length) / sum)
}
