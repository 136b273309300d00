/** What is asked for, cut into pieces. */
export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'image'; first: number; last: number }
  | { kind: 'sign'; text: Sign }

export type Sign = '<' | '<=' | '>' | '>=' | '=' | '!=' | '..' | '(' | ')'

const patterns: readonly [RegExp, (match: RegExpExecArray) => Token][] = [
  [/#(\d{1,9})(?:\s*(?:-|\.\.)\s*#?(\d{1,9}))?/y, ([, first, last]) => image(Number(first), last)],
  [/\.\.|<=|>=|!=|==|[<>=()]/y, ([text]) => ({ kind: 'sign', text: (text === '==' ? '=' : text) as Sign })],
  // Not the first dot of a range: 0.2..0.5 is two numbers.
  [/[-−]?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:e[-+]?\d+)?(?![\p{L}_\d])/iuy, ([text]) => numberOf(text)],
  [/"([^"]*)"/y, ([, text]) => ({ kind: 'word', text: text ?? '' })],
  [/[^\s<>=!()#"]+/y, ([text]) => ({ kind: 'word', text })],
]

const numberOf = (text: string): Token => ({ kind: 'number', value: Number(text.replace('−', '-')) })

function image(first: number, last: string | undefined): Token {
  return { kind: 'image', first, last: last === undefined ? first : Number(last) }
}

/** Undefined from the first sign on that has no meaning. */
export function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++
    if (at >= text.length) return tokens
    const found = tokenAt(text, at)
    if (!found) return undefined
    tokens.push(found.token)
    at = found.end
  }
}

function tokenAt(text: string, at: number): { token: Token; end: number } | undefined {
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { token: make(match), end: pattern.lastIndex }
  }
  return undefined
}
