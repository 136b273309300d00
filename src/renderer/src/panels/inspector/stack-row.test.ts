import { expect, test } from 'vitest'
import type { ConceptRecord } from '../../../../core/records/concept'
import type { Operation } from '../../../../core/records/edit'
import { latent } from '../../state/editor.fixture'
import { foundDimensions, stripOf } from './dimensions'
import { rowOf } from './stack-row'

const smile = { ...latent.concepts[0]!, name: 'smile' } as ConceptRecord
const hat = { ...smile, id: 'hat', name: 'hat', direction: [1, 0, 0], unitLength: 1 }
const told = {
  latent: { ...latent, concepts: [smile, hat] },
  code: latent.mu.subarray(6, 9),
  restOf: () => 0.25,
}
const row = (operation: Operation) => rowOf(operation, told)

test('a concept is told by its name and what it keeps, and is safe where the data lie', () => {
  const free = row({ kind: 'concept', conceptId: 'smile', amount: 1.5 })
  // The image lies half a unit up: what is safe from there is that much less.
  expect(free).toMatchObject({ title: 'smile', note: 'Concept', value: 1.5, safe: [-2.5, 1.5] })
  const kept = row({ kind: 'concept', conceptId: 'smile', amount: 1, keep: ['hat'] })
  expect(kept.note).toBe('Keeps hat')
  expect(kept.safe).not.toEqual(free.safe)
  expect(row({ kind: 'concept', conceptId: 'gone', amount: 1 }).title).toBe('A concept that is gone')
})

test('a dimension is set in standard deviations of the data, and kept in latent units', () => {
  const deviation = Math.sqrt((2 * 0.25 + 2 * 0.25) / 3)
  const dimension = row({ kind: 'latent', dimension: 0, offset: 2 * deviation, off: true })
  expect(dimension.value).toBeCloseTo(2, 9)
  expect(dimension.format(2)).toBe('+2.0 σ')
  const next = dimension.at(-1)
  expect(next).toEqual({ kind: 'latent', dimension: 0, offset: -deviation, off: true })
})

test('a move is as long as is said, in the same direction', () => {
  const move = row({ kind: 'move', offset: [3, 0, 4] })
  const next = move.at(move.value / 2)
  expect(next.kind === 'move' && next.offset.map((x) => Math.round(1e6 * x) / 1e6)).toEqual([1.5, 0, 2])
})

test('a condition rests where the model would be told without it', () => {
  expect(row({ kind: 'condition', name: 'hat', value: 1 })).toMatchObject({ title: 'hat', rest: 0.25 })
  expect(row({ kind: 'mix', part: 'whole', other: 3, amount: 0.5 }).title).toBe('All of image 3')
})

test('dimensions are found by how their number begins, the very one first', () => {
  const all = [12, 1, 7, 31]
  expect(foundDimensions(all, ' ')).toEqual(all)
  expect(foundDimensions(all, '1')).toEqual([1, 12])
  expect(foundDimensions(all, '9')).toEqual([])
})

test('the strip of a dimension leads evenly through the edit', () => {
  const operations: Operation[] = [{ kind: 'latent', dimension: 0, offset: 0 }]
  const cells = stripOf(0, { ...told, operations })
  expect(cells.map(({ amount }) => amount)).toEqual([-3, -2, -1, 0, 1, 2, 3])
  expect(cells.filter(({ isNow }) => isNow).map(({ amount }) => amount)).toEqual([0])
  expect([...cells[3]!.z]).toEqual([...told.code])
  const [step, next] = [cells[4]!.z[0]! - cells[3]!.z[0]!, cells[5]!.z[0]! - cells[4]!.z[0]!]
  expect(step).toBeCloseTo(next, 6)
})
