import type { Attribute } from '../records/attribute'
import { fitLogistic, type LinearProbe } from '../statistics/logistic'
import { covariance, dot } from '../statistics/moments'
import { fitRidge } from '../statistics/ridge'
import {
  codesOf,
  conceptAttributes,
  knownRows,
  labelledRows,
  numberAttributes,
  type LabelledCodes,
} from './labelled'

/** A linear probe, and the standard deviation of its score over the data: leakage is counted in those. */
interface Probe extends LinearProbe {
  deviation: number
}

/** Linear probes by attribute name: logistic regression for answers, ridge regression for numbers. */
export type Probes = ReadonlyMap<string, Probe>

/** What all concepts of some data share. It takes most of the time, so it is made once. */
export interface ConceptBasis {
  data: LabelledCodes
  /** Attributes that a concept can be made from: answers, and numbers. */
  answers: readonly Attribute[]
  numbers: readonly Attribute[]
  probes: Probes
  /** Covariance of the codes, row-major [latentSize, latentSize]. */
  spread: Float64Array
}

export function conceptBasis(data: LabelledCodes): ConceptBasis {
  const { codes, count, latentSize } = data
  const spread = covariance(codes, count, latentSize)
  const [answers, numbers] = [conceptAttributes(data), numberAttributes(data)]
  const fitted = [
    ...answers.map((attribute) => [attribute.name, fitAnswer(data, attribute)] as const),
    ...numbers.map((attribute) => [attribute.name, fitNumber(data, attribute)] as const),
  ]
  const probes = fitted.map(
    ([name, probe]) => [name, { ...probe, deviation: deviationAlong(probe.weights, spread) }] as const,
  )
  return { data, answers, numbers, probes: new Map(probes), spread }
}

/** The data's standard deviation along a direction, `sqrt(d^T S d)`. */
function deviationAlong(direction: ArrayLike<number>, spread: Float64Array): number {
  const size = direction.length
  let sum = 0
  for (let i = 0; i < size; i++) sum += direction[i]! * dot(direction, spread, i * size)
  return Math.sqrt(Math.max(0, sum))
}

function fitAnswer(data: LabelledCodes, attribute: Attribute): LinearProbe {
  const { codes, labels } = labelledRows(data, attribute, data.split.train)
  return fitLogistic(codes, labels, data.latentSize)
}

function fitNumber(data: LabelledCodes, { values }: Attribute): LinearProbe {
  const rows = knownRows(values, data.split.train)
  return fitRidge(
    codesOf(data, rows),
    rows.map((i) => values[i]!),
    data.latentSize,
  )
}

/**
 * How many standard deviations of its own score each attribute's probe moves per unit of a direction.
 *
 * @param except the attribute that the direction is meant to move
 */
export function effectsOf(
  { probes }: Pick<ConceptBasis, 'probes'>,
  direction: ArrayLike<number>,
  unitLength: number,
  except?: string,
): Record<string, number> {
  const effects: Record<string, number> = {}
  for (const [name, { weights, deviation }] of probes)
    if (name !== except && deviation > 0) effects[name] = (dot(weights, direction) * unitLength) / deviation
  return effects
}
