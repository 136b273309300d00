import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stacks } from '../../core/editing/operations.fixture'
import { operations } from './timeline-format'

test('a stack comes back from its file as it was written', () => {
  fc.assert(
    fc.property(stacks, (stack) => {
      expect(operations.parse(JSON.parse(JSON.stringify(stack)))).toEqual(stack)
    }),
  )
})

test('edits of before there were switches are read as ever', () => {
  const old = [
    { kind: 'mix', part: 'top', other: 3, amount: 0.5 },
    { kind: 'concept', conceptId: 'smile', amount: 1.5, keep: ['beard'] },
    { kind: 'move', offset: [1, -1] },
  ]
  expect(operations.parse(old)).toEqual(old)
})

test.each([
  [{ kind: 'latent', dimension: -1, offset: 1 }],
  [{ kind: 'latent', dimension: 0.5, offset: 1 }],
  [{ kind: 'latent', dimension: 0, offset: Number.NaN }],
  [{ kind: 'truncation', factor: 1, off: 'yes' }],
])('%j is no operation', (operation) => {
  expect(operations.safeParse([operation]).success).toBe(false)
})
