import type { Split } from '../random/random'
import type { Attribute } from '../records/attribute'

/** The data that a concept is fitted on and judged by. */
export interface LabelledCodes {
  /** Posterior means, row-major [count, latentSize]. */
  codes: Float32Array
  count: number
  latentSize: number
  attributes: readonly Attribute[]
  split: Split
}

/** Attributes that a concept can be made from: both answers known often enough to learn and to judge. */
export function conceptAttributes(data: LabelledCodes): Attribute[] {
  return data.attributes.filter(
    (attribute) =>
      attribute.kind === 'binary' &&
      enough(attribute, data.split.train, 8) &&
      enough(attribute, data.split.heldOut, 2),
  )
}

/** Attributes that are numbers, with enough of them known and not all the same. */
export function numberAttributes(data: LabelledCodes): Attribute[] {
  return data.attributes.filter(({ kind, values }) => {
    if (kind !== 'number') return false
    const known = (rows: Uint32Array): number[] => knownRows(values, rows).map((i) => values[i]!)
    const [train, heldOut] = [known(data.split.train), known(data.split.heldOut)]
    return train.length >= 16 && heldOut.length >= 4 && train.some((value) => value !== train[0])
  })
}

function enough(attribute: Attribute, rows: ArrayLike<number>, least: number): boolean {
  const { positive, negative } = countExamples(attribute, rows)
  return positive >= least && negative >= least
}

export function countExamples(
  attribute: Attribute,
  rows: ArrayLike<number>,
): { positive: number; negative: number } {
  const { labels } = labelsOf(attribute, rows)
  const positive = labels.filter((label) => label === 1).length
  return { positive, negative: labels.length - positive }
}

/** Codes and labels of the rows whose label is known. */
export function labelledRows(
  data: Pick<LabelledCodes, 'codes' | 'latentSize'>,
  attribute: Attribute,
  rows: ArrayLike<number>,
): { codes: Float32Array; labels: number[] } {
  const { known, labels } = labelsOf(attribute, rows)
  return { codes: codesOf(data, known), labels }
}

/** Codes of some images one after the other, row-major. */
export function codesOf(
  { codes, latentSize }: Pick<LabelledCodes, 'codes' | 'latentSize'>,
  rows: readonly number[],
): Float32Array {
  const found = new Float32Array(rows.length * latentSize)
  rows.forEach((i, k) => found.set(codes.subarray(i * latentSize, (i + 1) * latentSize), k * latentSize))
  return found
}

export const knownRows = (values: ArrayLike<number>, rows: ArrayLike<number>): number[] =>
  Array.from(rows).filter((i) => !Number.isNaN(values[i]!))

function labelsOf(attribute: Attribute, rows: ArrayLike<number>): { known: number[]; labels: number[] } {
  const known = knownRows(attribute.values, rows)
  return { known, labels: known.map((i) => (attribute.values[i]! > 0.5 ? 1 : 0)) }
}
