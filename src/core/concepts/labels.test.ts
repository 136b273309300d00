import { expect, test } from 'vitest'
import { evaluateEdit } from '../editing/evaluate'
import { gaussians, mulberry32, splitIndices } from '../random/random'
import type { Attribute } from '../records/attribute'
import { defaultConfigs } from '../records/training'
import { conceptAttributes, type LabelledCodes } from './labelled'
import { makeConcept, type MadeConcept } from './make'
import { conceptBasis } from './probes'
import { positionAlong, safeAmounts } from './position'

const latentSize = 8
const count = 600

/** Codes where dimension 0 follows `smile`, dimension 1 `hat`, and 80 % of the smiling wear a hat. */
function correlated(): LabelledCodes {
  const random = mulberry32(11)
  const codes = gaussians(count * latentSize, random)
  const smile = new Float32Array(count)
  const hat = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    smile[i] = random() < 0.5 ? 1 : 0
    hat[i] = random() < (smile[i] ? 0.8 : 0.2) ? 1 : 0
    codes[i * latentSize]! += 4 * smile[i]!
    codes[i * latentSize + 1]! += 4 * hat[i]!
  }
  const attributes: Attribute[] = [
    { name: 'smile', kind: 'binary', values: smile },
    { name: 'hat', kind: 'binary', values: hat },
    { name: 'age', kind: 'number', values: new Float32Array(count).fill(30) },
  ]
  return { codes, count, latentSize, attributes, split: splitIndices(count, 1, 0.2) }
}

const fitConcept = (data: LabelledCodes, attribute: string): MadeConcept =>
  makeConcept({ basis: conceptBasis(data) }, { kind: 'labels', attribute, method: 'means' })

test('balancing takes the other label out of the direction', () => {
  const concept = fitConcept(correlated(), 'smile')
  expect(concept.direction[0]).toBeGreaterThan(0.98)
  expect(Math.abs(concept.direction[1]!)).toBeLessThan(0.1)
  expect(concept.quality?.auc).toBeGreaterThan(0.99)
  expect(Math.abs(concept.leakage['hat']!)).toBeLessThan(0.15)
  expect(concept.examples.positive + concept.examples.negative).toBe(480)
})

test('the upper end of the safe range is where the data ends', () => {
  const data = correlated()
  const fitted = fitConcept(data, 'smile')
  const concept = { ...fitted, id: 'smile' }
  const code = data.codes.subarray(0, latentSize)
  const [, most] = safeAmounts(concept, code)
  const space = { config: defaultConfigs.vae, concepts: [concept], mu: data.codes, count, latentSize }
  const z = evaluateEdit(code, [{ kind: 'concept', conceptId: 'smile', amount: most }], space)
  expect(positionAlong(concept, z)).toBeCloseTo(concept.safeRange[1], 4)
  expect(concept.safeRange[1]).toBeGreaterThan(1)
  expect(concept.histogram.reduce((sum, bin) => sum + bin)).toBe(count)
})

test('what cannot be a concept says why', () => {
  const data = correlated()
  expect(conceptAttributes(data).map(({ name }) => name)).toEqual(['smile', 'hat'])
  expect(() => fitConcept(data, 'age')).toThrow('is a number')
  expect(() => fitConcept(data, 'beard')).toThrow(
    'there is no attribute "beard"; the data set has: smile, hat, age',
  )
})
