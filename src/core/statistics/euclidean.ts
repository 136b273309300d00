/** Euclidean distance of two points of as many dimensions as the second has. */
export function euclidean(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let axis = 0; axis < b.length; axis++) sum += (a[axis]! - b[axis]!) ** 2
  return Math.sqrt(sum)
}
