import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { completed, completionsOf } from './completion'
import { parseQuery } from './parse'
import { matchesOf, type Known, type Query } from './query'

const known: Known[] = [
  { name: 'smile', kind: 'binary', values: Float32Array.of(1, 1, 0, 0, NaN) },
  { name: 'glasses', kind: 'binary', values: Float32Array.of(1, 0, 1, 0, 0) },
  { name: 'x', kind: 'number', values: Float32Array.of(0.1, 0.3, 0.5, 0.7, -2) },
  { name: 'Face hue', kind: 'number', values: Float32Array.of(1, 2, 3, 4, NaN) },
  { name: '5_o_clock', kind: 'binary', values: Float32Array.of(0, 0, 0, 1, 0) },
]
const found = (text: string): number[] | string => {
  const { query, fault } = parseQuery(text, known)
  return query ? [...matchesOf(query, known, 5)] : fault
}

test.each([
  ['smile', [0, 1]],
  ['not glasses', [1, 3, 4]],
  ['not smile', [2, 3]],
  ['smile and not glasses', [1]],
  ['Smile OR glasses', [0, 1, 2]],
  ['smile or glasses and x > 0.4', [0, 1, 2]],
  ['(smile or glasses) and x > 0.2', [1, 2]],
  ['x > 0.3', [2, 3]],
  ['x>=.3', [1, 2, 3]],
  ['0.1 < x <= 0.5', [1, 2]],
  ['0.4 > x', [0, 1, 4]],
  ['x 0.3..0.5', [1, 2]],
  ['x 0.5 .. 0.3', [1, 2]],
  ['x = 0.3', [1]],
  ['x != 0.3', [0, 2, 3, 4]],
  ['x -3..0', [4]],
  ['face  hue >= 3', [2, 3]],
  ['"Face hue" 2..3', [1, 2]],
  ['not (not smile)', [0, 1]],
  ['5_o_clock', [3]],
  ['#3', [3]],
  ['#1-3', [1, 2, 3]],
  ['#3..1 and not #2', [1, 3]],
  ['#77', []],
])('%s', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  ['smle', 'Nothing is called “smle”; known are: smile, glasses'],
  ['x', '“x” is a number: ask for x > 0.5'],
  ['smile glasses', 'put “and” or “or” before “glasses”'],
  ['smile and', 'Ask for example: smile, not smile, x > 0.5'],
  ['and smile', 'Something is missing before or after “and”'],
  ['x >', 'A number is missing'],
  ['0.3', 'A number alone is no question'],
  ['(smile', 'A bracket is open'],
  ['smile; drop', 'Nothing is called “smile;”'],
  ['#', 'This cannot be read'],
  ['', 'Ask for example'],
  ['('.repeat(5000), 'nested too deeply'],
])('%.20s is answered in words', (text, words) => expect(found(text)).toContain(words))

const leaf: fc.Arbitrary<Query> = fc.oneof(
  fc
    .constantFrom('smile', 'glasses')
    .map((attribute): Query => ({ kind: 'range', attribute, least: 1, most: 1, isOpen: false })),
  fc
    .tuple(fc.nat(6), fc.nat(6))
    .map(([a, b]): Query => ({ kind: 'images', first: Math.min(a, b), last: Math.max(a, b) })),
  fc.double({ noNaN: true, min: -3, max: 3 }).map((least): Query => ({
    kind: 'range',
    attribute: 'x',
    least: Math.fround(least) + 0,
    most: Infinity,
    isOpen: true,
  })),
)
const { query: queries } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('query').map((of): Query => ({ kind: 'not', of })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('query'), tie('query'))
      .map(([kind, left, right]): Query => ({ kind, left, right })),
  ),
}))

/** As one would type it, with every bracket. */
function typed(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return `(${typed(query.left)}) ${query.kind} (${typed(query.right)})`
    case 'not':
      return `not (${typed(query.of)})`
    case 'images':
      return `#${query.first}-${query.last}`
    case 'range':
      return query.isOpen ? `${query.attribute} > ${query.least}` : query.attribute
  }
}

describe('any question', () => {
  const ask = (query: Query): number[] => [...matchesOf(query, known, 5)]

  it('is read as it was meant', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parseQuery(typed(query), known).query).toEqual(query)
      }),
    )
  })

  it('follows the laws of logic, whatever is not known', () => {
    fc.assert(
      fc.property(queries, queries, (left, right) => {
        const not = (of: Query): Query => ({ kind: 'not', of })
        expect(ask(not(not(left)))).toEqual(ask(left))
        expect(ask(not({ kind: 'and', left, right }))).toEqual(
          ask({ kind: 'or', left: not(left), right: not(right) }),
        )
        expect(ask({ kind: 'and', left, right: not(left) })).toEqual([])
      }),
    )
  })

  it('that is noise is answered with a sentence, or a question', () => {
    const noise = fc.array(
      fc.constantFrom('smile', 'and', 'not', '(', ')', '<', '0.3', '#2', '..', 'x', '"', '-'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          noise.map((words) => words.join(' ')),
          fc.string(),
        ),
        (text) => {
          const { query, fault } = parseQuery(text, known)
          expect(query === undefined).toBe(fault !== undefined && fault.endsWith('.'))
        },
      ),
    )
  })
})

test('names are completed where one may follow', () => {
  const names = ['smile', 'glasses', 'smile width', 'x']
  expect(completionsOf('', names)).toEqual(names)
  expect(completionsOf('sm', names)).toEqual(['smile', 'smile width'])
  expect(completionsOf('not lass', names)).toEqual(['glasses'])
  expect(completionsOf('smile ', names)).toEqual([])
  expect(completionsOf('smile and ', names)).toEqual(names)
  expect(completionsOf('x > ', names)).toEqual([])
  expect(completed('smile and not gl', 'glasses')).toBe('smile and not glasses ')
})
