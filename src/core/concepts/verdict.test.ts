import { expect, test } from 'vitest'
import type { ConceptQuality, ConceptSource } from '../records/concept'
import { verdictOf } from './verdict'

const quality: ConceptQuality = {
  judgedOn: 'held-out',
  auc: 0.99,
  aucInterval: [0.98, 1],
  balancedAccuracy: 0.97,
  balancedAccuracyInterval: [0.9, 1],
}
const labelled = { source: { kind: 'labels', attribute: 'smile', method: 'means' } as const, quality }
const piles: ConceptSource = { kind: 'examples', having: [], lacking: [] }

test('a good concept needs no words', () => {
  expect(verdictOf({ ...labelled, examples: { positive: 900, negative: 900 } })).toBeUndefined()
})

test('too few examples and chance are said in words', () => {
  expect(verdictOf({ source: piles, examples: { positive: 2, negative: 2 } })).toContain(
    'only 2 with and 2 without',
  )
  expect(verdictOf({ ...labelled, examples: { positive: 7, negative: 40 } })).toContain('more examples')
  const chance: ConceptQuality = { ...quality, auc: 0.7, aucInterval: [0.45, 0.95] }
  expect(verdictOf({ ...labelled, quality: chance, examples: { positive: 9, negative: 9 } })).toContain(
    'chance',
  )
  const poor: ConceptQuality = { ...quality, auc: 0.58, aucInterval: [0.55, 0.61] }
  expect(verdictOf({ ...labelled, quality: poor, examples: { positive: 900, negative: 900 } })).toContain(
    'hardly',
  )
  expect(
    verdictOf({ source: { kind: 'factor', factor: 0 }, examples: { positive: 0, negative: 0 } }),
  ).toContain('name it')
})
