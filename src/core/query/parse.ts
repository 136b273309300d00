import type { Known, Query } from './query'
import { tokensOf, type Sign, type Token } from './words'

/** What was asked, or what cannot be understood, in one sentence. */
export type Parsed = { query: Query; fault?: undefined } | { query?: undefined; fault: string }

/**
 * Reads a question such as `smile and not glasses`, `x > 0.3`, `0.2 < x < 0.5`, `x 0.2..0.5`, `#1234` or `#10-20`.
 * Names may have spaces in them; capitals make no difference.
 */
export function parseQuery(text: string, known: readonly Pick<Known, 'name' | 'kind'>[]): Parsed {
  const tokens = tokensOf(text)
  if (!tokens) return { fault: `This cannot be read. ${hint(known)}` }
  try {
    return { query: new Reader(tokens, known).all() }
  } catch (error) {
    if (error instanceof Misread) return { fault: error.message }
    throw error
  }
}

/** What can be asked, in one sentence. */
export function hint(known: readonly Pick<Known, 'name' | 'kind'>[]): string {
  const binary = known.find(({ kind }) => kind === 'binary')?.name
  const number = known.find(({ kind }) => kind === 'number')?.name
  const examples = [
    binary,
    binary && `not ${binary}`,
    number && `${number} > 0.5`,
    number && `${number} 0.2..0.8`,
  ]
  return `Ask for example: ${[...examples.filter(Boolean), '#12', '#10-20'].join(', ')}.`
}

class Misread extends Error {}

const keywords = ['and', 'or', 'not']
const comparisons: readonly Sign[] = ['<', '<=', '>', '>=', '=', '!=']
const mirrored: Partial<Record<Sign, Sign>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** Reads from left to right; `or` binds less than `and`, and `and` less than `not`. */
class Reader {
  readonly #tokens: readonly Token[]
  readonly #known: readonly Pick<Known, 'name' | 'kind'>[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[], known: readonly Pick<Known, 'name' | 'kind'>[]) {
    this.#tokens = tokens
    this.#known = known
  }

  all(): Query {
    const query = this.#either()
    const next = this.#next
    if (next)
      throw new Misread(
        `There is something between that has no meaning: put “and” or “or” before “${wordsOf(next)}”.`,
      )
    return query
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #either(): Query {
    let left = this.#both()
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#both() }
    return left
  }

  #both(): Query {
    let left = this.#one()
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#one() }
    return left
  }

  #one(): Query {
    // What nobody types must not overflow the stack.
    if (++this.#depth > 200) throw new Misread('This is nested too deeply.')
    const query = this.#plain()
    this.#depth--
    return query
  }

  #plain(): Query {
    const next = this.#next
    if (this.#takeWord('not')) return { kind: 'not', of: this.#one() }
    if (this.#takeSign('(')) {
      const query = this.#either()
      if (!this.#takeSign(')')) throw new Misread('A bracket is open: close it with “)”.')
      return query
    }
    if (next?.kind === 'image') return this.#images(next)
    if (next?.kind === 'number') return this.#between(Math.fround(next.value))
    return this.#attribute()
  }

  #images({ first, last }: Extract<Token, { kind: 'image' }>): Query {
    this.#at++
    return { kind: 'images', first: Math.min(first, last), last: Math.max(first, last) }
  }

  /** `0.2 < x`, and then perhaps `< 0.5`. */
  #between(value: number): Query {
    this.#at++
    const sign = this.#comparison()
    if (!sign) throw new Misread(`A number alone is no question. ${hint(this.#known)}`)
    const { name } = this.#name()
    const left = compared(name, mirrored[sign] ?? sign, value)
    const second = this.#comparison()
    return second ? { kind: 'and', left, right: compared(name, second, this.#number(name)) } : left
  }

  #attribute(): Query {
    const { name, kind } = this.#name()
    const sign = this.#comparison()
    if (sign) return compared(name, sign, this.#number(name))
    if (this.#next?.kind === 'number') return this.#span(name)
    if (kind === 'number')
      throw new Misread(`“${name}” is a number: ask for ${name} > 0.5 or ${name} 0.2..0.8, for example.`)
    return { kind: 'range', attribute: name, least: 1, most: 1, isOpen: false }
  }

  #span(name: string): Query {
    const a = this.#number(name)
    if (!this.#takeSign('..')) return { kind: 'range', attribute: name, least: a, most: a, isOpen: false }
    const b = this.#number(name)
    return { kind: 'range', attribute: name, least: Math.min(a, b), most: Math.max(a, b), isOpen: false }
  }

  /** The longest name that the next words make. */
  #name(): Pick<Known, 'name' | 'kind'> {
    const words = this.#words()
    for (let length = words.length; length > 0; length--) {
      const wanted = words.slice(0, length).join(' ').toLowerCase()
      const found = this.#known.find(({ name }) => name.toLowerCase().replace(/\s+/g, ' ') === wanted)
      if (!found) continue
      this.#at += length
      return found
    }
    throw new Misread(this.#unknown(words))
  }

  #words(): string[] {
    const words: string[] = []
    for (const token of this.#tokens.slice(this.#at)) {
      if (token.kind === 'word') words.push(token.text)
      else if (token.kind === 'number' && words.length > 0) words.push(String(token.value))
      else break
    }
    return words
  }

  #unknown([word]: readonly string[]): string {
    const next = this.#next
    if (word === undefined)
      return next ? `“${wordsOf(next)}” has no meaning here. ${hint(this.#known)}` : hint(this.#known)
    if (keywords.includes(word)) return `Something is missing before or after “${word}”.`
    const names = this.#known.map(({ name }) => name)
    const listed =
      names.length > 0
        ? `known are: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`
        : 'these images have no labels'
    return `Nothing is called “${word}”; ${listed}.`
  }

  #number(name: string): number {
    const next = this.#next
    if (next?.kind !== 'number') throw new Misread(`A number is missing: “${name}” is compared with one.`)
    this.#at++
    // Values are kept in single precision: what one types is compared with what it became there.
    return Math.fround(next.value)
  }

  #comparison(): Sign | undefined {
    const next = this.#next
    if (next?.kind !== 'sign' || !comparisons.includes(next.text)) return undefined
    this.#at++
    return next.text
  }

  #takeWord(word: string): boolean {
    const next = this.#next
    const isIt = next?.kind === 'word' && next.text.toLowerCase() === word
    if (isIt) this.#at++
    return isIt
  }

  #takeSign(sign: Sign): boolean {
    const next = this.#next
    const isIt = next?.kind === 'sign' && next.text === sign
    if (isIt) this.#at++
    return isIt
  }
}

function compared(attribute: string, sign: Sign, at: number): Query {
  const range = (least: number, most: number, isOpen: boolean): Query => ({
    kind: 'range',
    attribute,
    least,
    most,
    isOpen,
  })
  if (sign === '<') return range(-Infinity, at, true)
  if (sign === '<=') return range(-Infinity, at, false)
  if (sign === '>') return range(at, Infinity, true)
  if (sign === '>=') return range(at, Infinity, false)
  return sign === '!=' ? { kind: 'not', of: range(at, at, false) } : range(at, at, false)
}

function wordsOf(token: Token): string {
  if (token.kind === 'number') return String(token.value)
  return token.kind === 'image' ? `#${token.first}` : token.text
}
