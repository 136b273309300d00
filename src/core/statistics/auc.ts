/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half
 * (Mann & Whitney 1947; Fawcett 2006). NaN when one class is missing.
 *
 * @param labels 1 or 0 per score
 */
export function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((i, j) => scores[i]! - scores[j]!)
  let positives = 0
  let rankSum = 0
  for (let start = 0; start < order.length;) {
    const end = endOfTie(scores, order, start)
    const rank = (start + end + 1) / 2
    for (let k = start; k < end; k++)
      if (labels[order[k]!]! > 0.5) {
        positives++
        rankSum += rank
      }
    start = end
  }
  const negatives = order.length - positives
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}

function endOfTie(scores: ArrayLike<number>, order: readonly number[], start: number): number {
  let end = start + 1
  while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++
  return end
}

/** Mean of the recalls of the two classes at a score threshold of 0. NaN when one class is missing. */
export function balancedAccuracy(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const right = [0, 0]
  const all = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    const label = labels[i]! > 0.5 ? 1 : 0
    all[label]!++
    if (scores[i]! > 0 === (label === 1)) right[label]!++
  }
  return (right[0]! / all[0]! + right[1]! / all[1]!) / 2
}
