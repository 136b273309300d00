import { expect, test } from 'vitest'
import { conceptsFixture as fixture } from '../fixtures/concepts.fixture'
import { conceptBasis } from './probes'
import { makeConcept } from './make'
import type { LabelledCodes } from './labelled'
import type { ConceptSource } from '../records/concept'

const { count, size } = fixture
const all = Uint32Array.from({ length: count }, (_, i) => i)
/** Everything learns and everything judges, so that scikit-learn sees the same rows. */
const data: LabelledCodes = {
  codes: Float32Array.from(fixture.rows),
  count,
  latentSize: size,
  attributes: [
    { name: 'label', kind: 'binary', values: Float32Array.from(fixture.labels) },
    { name: 'number', kind: 'number', values: Float32Array.from(fixture.numbers) },
  ],
  split: { train: all, heldOut: all },
}
const basis = conceptBasis(data)
const layer = Float64Array.from({ length: size * size }, (_, at) => {
  const [i, j] = [Math.floor(at / size), at % size]
  return Array.from({ length: 9 }, (_, k) => fixture.layer[i * 9 + k]! * fixture.layer[j * 9 + k]!).reduce(
    (a, b) => a + b,
  )
})
const make = (source: ConceptSource) => makeConcept({ basis, layer }, source)
const unit = (v: readonly number[]): number[] => v.map((x) => x / Math.hypot(...v))

const expectDirection = (source: ConceptSource, wanted: readonly number[], digits = 5): void => {
  const { direction } = make(source)
  const sign = Math.sign(direction.reduce((sum, x, j) => sum + x * wanted[j]!, 0))
  direction.forEach((x, j) => expect(x).toBeCloseTo(sign * wanted[j]!, digits))
}

test('boundaries are the normals that scikit-learn and scipy find', () => {
  const attribute = 'label'
  expectDirection({ kind: 'labels', attribute, method: 'logistic' }, unit(fixture.logistic.slice(0, size)))
  expectDirection({ kind: 'labels', attribute, method: 'svm' }, unit(fixture.svm.slice(0, size)))
  expectDirection({ kind: 'number', attribute: 'number' }, unit(fixture.ridge.slice(0, size)))
})

test('directions that need no labels are those of scikit-learn and numpy', () => {
  expectDirection({ kind: 'component', component: 1 }, fixture.component1)
  for (const factor of [0, 3])
    expectDirection({ kind: 'factor', factor }, fixture.factors.slice(factor * size, (factor + 1) * size))
})

test('two piles of two give the line between their means', () => {
  const mean = (a: number, b: number) =>
    Array.from({ length: size }, (_, j) => (fixture.rows[a * size + j]! + fixture.rows[b * size + j]!) / 2)
  const wanted = mean(3, 9).map((x, j) => x - mean(1, 4)[j]!)
  expectDirection({ kind: 'examples', having: [3, 9], lacking: [1, 4] }, unit(wanted))
  expect(make({ kind: 'examples', having: [3, 9], lacking: [1, 4] }).quality).toBeUndefined()
  expectDirection({ kind: 'faces', from: 1, to: 3 }, unit(mean(3, 3).map((x, j) => x - mean(1, 1)[j]!)))
})

test('one unit is the standard deviation of the data, and the safe range its percentiles', () => {
  const first = { kind: 'faces', from: 0, to: 1 } as const
  const codes = data.codes.slice()
  codes.set([2, 0, 0, 0, 0, 5, 0, 0, 0, 0])
  const along = makeConcept({ basis: conceptBasis({ ...data, codes }) }, first)
  expect(along.direction).toEqual([1, 0, 0, 0, 0])
  const values = Array.from({ length: count }, (_, i) => codes[i * size]!)
  const mean = values.reduce((a, b) => a + b) / count
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1))
  expect(along.unitLength).toBeCloseTo(deviation, 10)
  expect(along.meanAlong).toBeCloseTo(mean, 10)
})

test('a sum counts what one unit of each does', () => {
  const a = make({ kind: 'component', component: 0 })
  const b = make({ kind: 'component', component: 1 })
  const records = [a, b].map((made, i) => ({
    ...made,
    version: 2 as const,
    id: `c${i}`,
    modelId: 'm',
    note: '',
    order: i,
    isDeleted: false,
    createdAt: '',
  }))
  const parts = [
    { conceptId: 'c0', weight: 1 },
    { conceptId: 'c1', weight: -2 },
  ]
  const { direction, name } = makeConcept({ basis, concepts: records }, { kind: 'sum', parts })
  const wanted = a.direction.map((x, j) => a.unitLength * x - 2 * b.unitLength * b.direction[j]!)
  unit(wanted).forEach((x, j) => expect(direction[j]).toBeCloseTo(x, 10))
  expect(name).toBe('Component 1 + Component 2')
})

test('examples enough are judged one by one by the others', () => {
  const yes = fixture.labels.flatMap((label, i) => (label ? [i] : []))
  const no = fixture.labels.flatMap((label, i) => (label ? [] : [i]))
  const { quality } = make({ kind: 'examples', having: yes.slice(0, 12), lacking: no.slice(0, 12) })
  expect(quality?.judgedOn).toBe('left-out')
  expect(quality!.aucInterval![0]).toBeLessThan(quality!.auc)
  const [some, others] = [Array.from(all.slice(0, 20)), Array.from(all.slice(20, 40))]
  const chance = make({ kind: 'examples', having: some, lacking: others })
  expect(chance.quality!.aucInterval![0]).toBeLessThan(0.5)
})

test('left out, a far one of its own pile counts against it', () => {
  const values = { codes: Float32Array.of(4, 5, 6, 0, 1, 2, 3, 4), count: 8, latentSize: 1 }
  const line = {
    ...data,
    ...values,
    attributes: [],
    split: { train: all.slice(0, 8), heldOut: all.slice(0, 0) },
  }
  const source: ConceptSource = { kind: 'examples', having: [0, 1, 2, 3], lacking: [4, 5, 6, 7] }
  const { quality } = makeConcept({ basis: conceptBasis(line) }, source)
  // By hand: without the 0 the middle lies at (5 + 2.5) / 2, above it; without the 4 of the others at (3.75 + 2) / 2, below
  // it. All other six lie on their side.
  expect(quality!.balancedAccuracy).toBeCloseTo(3 / 4, 10)
})

test.each<[ConceptSource, string]>([
  [{ kind: 'examples', having: [], lacking: [1] }, 'both piles need'],
  [{ kind: 'examples', having: [1, 2], lacking: [2] }, 'lies in both piles'],
  [{ kind: 'faces', from: 0, to: 80 }, 'no image 80'],
  [{ kind: 'faces', from: 3, to: 3 }, 'no direction'],
  [{ kind: 'component', component: 5 }, 'no number 6'],
  [{ kind: 'number', attribute: 'label' }, 'no attribute that is a number'],
  [{ kind: 'labels', attribute: 'number', method: 'svm' }, 'is a number'],
  [{ kind: 'sum', parts: [{ conceptId: 'x', weight: 1 }] }, 'at least two'],
])('%j says why it makes no concept', (source, words) => {
  expect(() => make(source)).toThrow(words)
})
