import type { Attribute } from '../records/attribute'
import { histogramBins, histogramReach, type ConceptRecord } from '../records/concept'
import type { Split } from '../random/random'
import { areaUnderCurve, balancedAccuracy } from '../statistics/auc'
import { fitLogistic, probeScores, type LinearProbe } from '../statistics/logistic'
import { dot, meanAndDeviation, norm, percentile } from '../statistics/moments'
import { balancedDifference } from './balance'

/** The data that a concept is fitted on and judged by. */
export interface LabelledCodes {
  /** Posterior means, row-major [count, latentSize]. */
  codes: Float32Array
  count: number
  latentSize: number
  attributes: readonly Attribute[]
  split: Split
}

export type FittedConcept = Omit<ConceptRecord, 'version' | 'id' | 'modelId' | 'createdAt'>

/** Attributes that a concept can be made from: both answers known often enough to learn and to judge. */
export function conceptAttributes(data: LabelledCodes): Attribute[] {
  return data.attributes.filter(
    (attribute) =>
      attribute.kind === 'binary' &&
      enough(attribute, data.split.train, 8) &&
      enough(attribute, data.split.heldOut, 2),
  )
}

function enough(attribute: Attribute, rows: ArrayLike<number>, least: number): boolean {
  const known = labelsOf(attribute, rows)
  const positive = known.labels.filter((label) => label === 1).length
  return positive >= least && known.labels.length - positive >= least
}

/**
 * A concept from an attribute's labels: the direction is the balanced difference of the class means on the training
 * images; its quality is that of a linear probe fitted on the same images and judged on held-out ones.
 *
 * @throws RangeError when there are too few examples of either answer
 */
export function fitConcept(
  data: LabelledCodes,
  name: string,
  probes: Probes = fitProbes(data),
): FittedConcept {
  const usable = conceptAttributes(data)
  const attribute = usable.find((candidate) => candidate.name === name)
  const probe = probes.get(name)
  if (!attribute || !probe) throw new RangeError(whyNot(data, name))
  const others = balancingAttributes(usable, attribute)
  const raw = balancedDifference(data.codes, data.latentSize, data.split.train, attribute, others)
  const length = norm(raw)
  if (!(length > 0)) throw new RangeError(`the codes do not differ between images with and without "${name}"`)
  const direction = Array.from(raw, (x) => x / length)
  const along = alongDirection(data, direction)
  return {
    name,
    source: { kind: 'labels', attribute: name },
    direction,
    ...along,
    ...judge(data, attribute, probe),
    leakage: leakageOf(data, direction, along.unitLength, name, probes),
    examples: countExamples(attribute, data.split.train),
  }
}

function whyNot(data: LabelledCodes, name: string): string {
  const attribute = data.attributes.find((candidate) => candidate.name === name)
  const known = data.attributes.map((candidate) => candidate.name).join(', ') || 'none'
  if (!attribute) return `there is no attribute "${name}"; the data set has: ${known}`
  if (attribute.kind !== 'binary')
    return `"${name}" is a number; a concept from labels needs a yes-or-no attribute`
  return `"${name}" has too few examples: at least 8 with and 8 without it are needed`
}

/**
 * The labels to balance over: at most four, the most even first, or the cells would be empty. Not those that the
 * attribute implies: all who wear sunglasses wear glasses, and balancing would take the glasses out of them.
 */
function balancingAttributes(usable: readonly Attribute[], attribute: Attribute): Attribute[] {
  const implied = (other: Attribute): boolean =>
    !attribute.values.some((value, i) => value === 1 && other.values[i] === 0)
  const evenness = ({ values }: Attribute): number => Math.abs(meanAndDeviation(values).mean - 0.5)
  return usable
    .filter((other) => other !== attribute && !implied(other))
    .sort((a, b) => evenness(a) - evenness(b))
    .slice(0, 4)
}

function alongDirection(
  data: LabelledCodes,
  direction: readonly number[],
): Pick<FittedConcept, 'unitLength' | 'meanAlong' | 'safeRange' | 'histogram'> {
  const projections = Float64Array.from({ length: data.count }, (_, i) =>
    dot(direction, data.codes, i * data.latentSize),
  )
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

/** Codes and labels of the rows whose label is known. */
export function labelledRows(
  data: LabelledCodes,
  attribute: Attribute,
  rows: ArrayLike<number>,
): { codes: Float32Array; labels: number[] } {
  const { known, labels } = labelsOf(attribute, rows)
  const codes = new Float32Array(known.length * data.latentSize)
  known.forEach((i, k) =>
    codes.set(data.codes.subarray(i * data.latentSize, (i + 1) * data.latentSize), k * data.latentSize),
  )
  return { codes, labels }
}

function labelsOf(attribute: Attribute, rows: ArrayLike<number>): { known: number[]; labels: number[] } {
  const known = Array.from(rows).filter((i) => !Number.isNaN(attribute.values[i]!))
  return { known, labels: known.map((i) => (attribute.values[i]! > 0.5 ? 1 : 0)) }
}

/** Linear probes by attribute name. Each costs tens of milliseconds, so they are fitted once and shared. */
export type Probes = ReadonlyMap<string, LinearProbe>

/** The linear probe of each usable attribute: logistic regression on the training images' codes. */
export function fitProbes(data: LabelledCodes): Probes {
  return new Map(conceptAttributes(data).map((attribute) => [attribute.name, fitProbe(data, attribute)]))
}

function fitProbe(data: LabelledCodes, attribute: Attribute): LinearProbe {
  const { codes, labels } = labelledRows(data, attribute, data.split.train)
  return fitLogistic(codes, labels, data.latentSize)
}

function judge(
  data: LabelledCodes,
  attribute: Attribute,
  probe: LinearProbe,
): Pick<FittedConcept, 'heldOutAuc' | 'balancedAccuracy'> {
  const { codes, labels } = labelledRows(data, attribute, data.split.heldOut)
  const scores = probeScores(probe, codes, labels.length)
  return { heldOutAuc: areaUnderCurve(scores, labels), balancedAccuracy: balancedAccuracy(scores, labels) }
}

/** How many standard deviations of its own score each other attribute's probe moves per unit of the concept. */
function leakageOf(
  data: LabelledCodes,
  direction: readonly number[],
  unitLength: number,
  name: string,
  probes: Probes,
): Record<string, number> {
  const leakage: Record<string, number> = {}
  for (const [other, probe] of probes) {
    if (other === name) continue
    const { deviation } = meanAndDeviation(probeScores(probe, data.codes, data.count))
    leakage[other] = (dot(probe.weights, direction) * unitLength) / deviation
  }
  return leakage
}

function countExamples(attribute: Attribute, rows: ArrayLike<number>): FittedConcept['examples'] {
  const { labels } = labelsOf(attribute, rows)
  const positive = labels.filter((label) => label === 1).length
  return { positive, negative: labels.length - positive }
}
