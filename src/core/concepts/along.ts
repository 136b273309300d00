import { histogramBins, histogramReach, type ConceptRecord } from '../records/concept'
import { dot, meanAndDeviation, percentile } from '../statistics/moments'
import type { LabelledCodes } from './labelled'

/** Where the data lie along a unit direction. */
export function alongDirection(
  { codes, count, latentSize }: Pick<LabelledCodes, 'codes' | 'count' | 'latentSize'>,
  direction: ArrayLike<number>,
): Pick<ConceptRecord, 'unitLength' | 'meanAlong' | 'safeRange' | 'histogram'> {
  const projections = Float64Array.from({ length: count }, (_, i) => dot(direction, codes, i * latentSize))
  const { mean, deviation } = meanAndDeviation(projections)
  const units = projections.map((x) => (x - mean) / deviation).sort()
  return {
    unitLength: deviation,
    meanAlong: mean,
    safeRange: [percentile(units, 0.01), percentile(units, 0.99)],
    histogram: histogramOf(units),
  }
}

function histogramOf(units: Float64Array): number[] {
  const bins = new Array<number>(histogramBins).fill(0)
  for (const unit of units) {
    const bin = Math.floor(((unit + histogramReach) / (2 * histogramReach)) * histogramBins)
    if (bin >= 0 && bin < histogramBins) bins[bin]!++
  }
  return bins
}
