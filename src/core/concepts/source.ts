import type { Attribute } from '../records/attribute'
import { mostExamples, type ConceptRecord, type ConceptSource } from '../records/concept'
import { fitLinearSvm } from '../statistics/svm'
import type { LinearProbe } from '../statistics/logistic'
import { balancedDifference, balancingAttributes } from './balance'
import { betweenPiles, eigenvector, weightedSum } from './directions'
import { judgeHeldOut, judgeLeftOut } from './judge'
import { countExamples, knownRows, labelledRows, type LabelledCodes } from './labelled'
import type { ConceptBasis } from './probes'

type Source<K extends ConceptSource['kind']> = Extract<ConceptSource, { kind: K }>

/** What a source says of a concept; the rest follows from where the data lie. */
export interface Found {
  name: string
  /** Not normalised. */
  direction: ArrayLike<number>
  boundary?: ArrayLike<number>
  quality?: ConceptRecord['quality']
  examples: ConceptRecord['examples']
  /** The attribute that it is meant to move. */
  attribute?: string
}

const none = { positive: 0, negative: 0 }

/** @throws RangeError that says why an attribute makes no concept */
export function fromLabels(basis: ConceptBasis, { attribute: name, method }: Source<'labels'>): Found {
  const { data, answers } = basis
  const attribute = answers.find((candidate) => candidate.name === name)
  const probe = basis.probes.get(name)
  if (!attribute || !probe) throw new RangeError(whyNot(data, name))
  const boundary = method === 'svm' ? svmOf(data, attribute) : probe
  const found = {
    quality: judgeHeldOut(data, attribute, boundary),
    examples: countExamples(attribute, data.split.train),
    attribute: name,
  }
  if (method === 'logistic') return { ...found, name: `${name} (logistic)`, direction: boundary.weights }
  if (method === 'svm') return { ...found, name: `${name} (SVM)`, direction: boundary.weights }
  const others = balancingAttributes(answers, attribute)
  const rows = data.split.train
  const direction = balancedDifference(data.codes, data.latentSize, rows, attribute, others)
  return { ...found, name, direction, boundary: boundary.weights }
}

function svmOf(data: LabelledCodes, attribute: Attribute): LinearProbe {
  const { codes, labels } = labelledRows(data, attribute, data.split.train)
  return fitLinearSvm(codes, labels, data.latentSize)
}

function whyNot(data: LabelledCodes, name: string): string {
  const attribute = data.attributes.find((candidate) => candidate.name === name)
  const known = data.attributes.map((candidate) => candidate.name).join(', ') || 'none'
  if (!attribute) return `there is no attribute "${name}"; the data set has: ${known}`
  if (attribute.kind !== 'binary')
    return `"${name}" is a number; a concept from labels needs a yes-or-no attribute`
  return `"${name}" has too few examples: at least 8 with and 8 without it are needed`
}

/** Judged by how well it tells the upper half of the numbers from the lower one. */
export function fromNumber(
  { data, numbers, probes }: ConceptBasis,
  { attribute: name }: Source<'number'>,
): Found {
  const attribute = numbers.find((candidate) => candidate.name === name)
  const probe = probes.get(name)
  if (!attribute || !probe)
    throw new RangeError(
      `"${name}" is no attribute that is a number with at least 16 different images to learn from`,
    )
  const { values } = attribute
  const rows = knownRows(values, data.split.train)
  const middle = Float32Array.from(rows, (i) => values[i]!).sort()[rows.length >> 1]!
  const halves: Attribute = {
    name,
    kind: 'binary',
    values: values.map((value) => (Number.isNaN(value) ? NaN : value >= middle ? 1 : 0)),
  }
  const centred = { ...probe, bias: probe.bias - middle }
  return {
    name,
    direction: probe.weights,
    quality: judgeHeldOut(data, halves, centred),
    examples: countExamples(halves, data.split.train),
    attribute: name,
  }
}

export function fromExamples({ data }: ConceptBasis, { having, lacking }: Source<'examples'>): Found {
  for (const pile of [having, lacking]) {
    if (pile.length === 0)
      throw new RangeError('both piles need at least one picture; two of each are better')
    if (pile.length > mostExamples) throw new RangeError(`a pile holds at most ${mostExamples} pictures`)
    requireImages(data, pile)
  }
  if (having.some((image) => lacking.includes(image)))
    throw new RangeError('a picture lies in both piles; it can only have or lack what is meant')
  return {
    name: 'From examples',
    direction: betweenPiles(data, lacking, having),
    quality: judgeLeftOut(data, having, lacking),
    examples: { positive: having.length, negative: lacking.length },
  }
}

export function fromFaces({ data }: ConceptBasis, { from, to }: Source<'faces'>): Found {
  requireImages(data, [from, to])
  return { name: `${from} to ${to}`, direction: betweenPiles(data, [from], [to]), examples: none }
}

function requireImages({ count }: LabelledCodes, images: readonly number[]): void {
  const missing = images.find((image) => !(Number.isInteger(image) && image >= 0 && image < count))
  if (missing !== undefined) throw new RangeError(`there is no image ${missing}; there are ${count}`)
}

export function fromComponent({ data, spread }: ConceptBasis, { component }: Source<'component'>): Found {
  requirePlace(component, data.latentSize)
  return {
    name: `Component ${component + 1}`,
    direction: eigenvector(spread, data.latentSize, component),
    examples: none,
  }
}

/** @param layer `A^T A` of what the decoder's first layer does to a code, row-major [latentSize, latentSize] */
export function fromFactor(
  { data }: ConceptBasis,
  { factor }: Source<'factor'>,
  layer: Float64Array | undefined,
): Found {
  requirePlace(factor, data.latentSize)
  if (!layer) throw new RangeError('the first layer of this model cannot be read')
  return {
    name: `Factor ${factor + 1}`,
    direction: eigenvector(layer, data.latentSize, factor),
    examples: none,
  }
}

function requirePlace(place: number, size: number): void {
  if (!(Number.isInteger(place) && place >= 0 && place < size))
    throw new RangeError(`the codes have ${size} such directions; there is no number ${place + 1}`)
}

/** @param concepts those that the parts are looked for in */
export function fromSum(
  { data }: ConceptBasis,
  { parts }: Source<'sum'>,
  concepts: readonly ConceptRecord[],
): Found {
  if (parts.length < 2) throw new RangeError('at least two concepts are needed for a sum')
  const known = parts.map(({ conceptId, weight }) => {
    const concept = concepts.find(({ id }) => id === conceptId)
    if (!concept) throw new RangeError(`there is no concept "${conceptId}" of this model`)
    return { weight, concept }
  })
  return {
    name: known
      .map(({ concept }) => concept.name)
      .join(' + ')
      .slice(0, 200),
    direction: weightedSum(known, data.latentSize),
    examples: none,
  }
}
