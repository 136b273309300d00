/** How sure one can be of a figure that comes from few images: intervals that hold the truth 95 times of 100. */

export type Interval = [low: number, high: number]

/** The 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054

/**
 * Of the area under the ROC curve, by the variance of DeLong, DeLong & Clarke-Pearson (1988), eq. 4 to 6. Where the two
 * classes do not overlap that variance is 0 and would promise too much: the bound is then the exact binomial one
 * (Clopper & Pearson 1934) of as many trials as the smaller class has images.
 *
 * @param labels 1 or 0 per score
 * @returns NaN twice where a class has fewer than two images
 */
export function aucInterval(scores: ArrayLike<number>, labels: ArrayLike<number>): Interval {
  const [positive, negative]: [number[], number[]] = [[], []]
  for (let i = 0; i < scores.length; i++) (labels[i]! > 0.5 ? positive : negative).push(scores[i]!)
  if (positive.length < 2 || negative.length < 2) return [NaN, NaN]
  const above = shareBelow(positive, negative)
  const under = shareBelow(negative, positive).map((share) => 1 - share)
  const auc = meanOf(above)
  const fewest = Math.min(positive.length, negative.length)
  if (auc === 1) return [0.025 ** (1 / fewest), 1]
  if (auc === 0) return [0, 1 - 0.025 ** (1 / fewest)]
  const deviation = Math.sqrt(varianceOf(above) / above.length + varianceOf(under) / under.length)
  return [Math.max(0, auc - z * deviation), Math.min(1, auc + z * deviation)]
}

/** For each score the share of `others` that lies below it, ties counting half. */
function shareBelow(scores: readonly number[], others: readonly number[]): number[] {
  const ascending = Float64Array.from(others).sort()
  return scores.map(
    (score) => (firstAbove(ascending, score, false) + firstAbove(ascending, score, true)) / 2 / others.length,
  )
}

/** How many lie below `score`, or below and at it. */
function firstAbove(ascending: Float64Array, score: number, withTies: boolean): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const isBelow = withTies ? ascending[middle]! <= score : ascending[middle]! < score
    if (isBelow) low = middle + 1
    else high = middle
  }
  return low
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

/** Of a share, `right` of `all`: Wilson's score interval (1927). */
function shareInterval(right: number, all: number): Interval {
  const share = right / all
  const centre = (share + z ** 2 / (2 * all)) / (1 + z ** 2 / all)
  const reach = (z / (1 + z ** 2 / all)) * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2))
  return [centre - reach, centre + reach]
}

/**
 * Of balanced accuracy: the intervals of the two recalls put together as Newcombe (1998, method 10) does for a difference
 * (Zou & Donner 2008 for sums).
 *
 * @param counts right ones and all of them, per class
 */
export function balancedAccuracyInterval(counts: readonly [right: number, all: number][]): Interval {
  const middle = meanOf(counts.map(([right, all]) => right / all))
  const reach = (end: 0 | 1): number =>
    Math.sqrt(
      counts.reduce((sum, [right, all]) => sum + (right / all - shareInterval(right, all)[end]) ** 2, 0),
    ) / counts.length
  return [Math.max(0, middle - reach(0)), Math.min(1, middle + reach(1))]
}
