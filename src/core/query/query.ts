/** A question about images, as a tree. */
export type Query =
  | { kind: 'and' | 'or'; left: Query; right: Query }
  | { kind: 'not'; of: Query }
  /** Its value lies in [least, most]; with `isOpen` the two ends themselves do not count. */
  | { kind: 'range'; attribute: string; least: number; most: number; isOpen: boolean }
  /** Image numbers, both ends counted. */
  | { kind: 'images'; first: number; last: number }

/** What a question asks of. */
export interface Known {
  readonly name: string
  readonly kind: 'binary' | 'number'
  /** One value per image; NaN where it is not known. */
  readonly values: ArrayLike<number>
}

/** What is not known is neither so nor not so: no `not` turns it into a yes. */
const [no, yes, unknown] = [0, 1, 2]
const opposite = [yes, no, unknown]

/** The images of which the answer is known and yes, ascending. */
export function matchesOf(query: Query, known: readonly Known[], count: number): Uint32Array {
  const answers = answersTo(query, new Map(known.map((one) => [one.name, one.values])), count)
  const found: number[] = []
  answers.forEach((answer, index) => {
    if (answer === yes) found.push(index)
  })
  return Uint32Array.from(found)
}

function answersTo(query: Query, values: ReadonlyMap<string, ArrayLike<number>>, count: number): Uint8Array {
  switch (query.kind) {
    case 'images':
      return new Uint8Array(count).fill(yes, Math.min(query.first, count), Math.min(query.last + 1, count))
    case 'range':
      return inRange(query, values.get(query.attribute) ?? [], count)
    case 'not':
      return answersTo(query.of, values, count).map((answer) => opposite[answer]!)
    case 'and':
    case 'or': {
      const decisive = query.kind === 'and' ? no : yes
      const right = answersTo(query.right, values, count)
      return answersTo(query.left, values, count).map((left, i) => joined(left, right[i]!, decisive))
    }
  }
}

/** One decisive answer is enough; else what is not known leaves all unknown. */
function joined(left: number, right: number, decisive: number): number {
  if (left === decisive || right === decisive) return decisive
  return Math.max(left, right) === unknown ? unknown : left
}

function inRange(
  { least, most, isOpen }: Extract<Query, { kind: 'range' }>,
  values: ArrayLike<number>,
  count: number,
): Uint8Array {
  const answers = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) answers[i] = unknown
    else if (isOpen ? value > least && value < most : value >= least && value <= most) answers[i] = yes
  }
  return answers
}
