import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What was typed is wrong: one clear line, nothing done. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Arguments {
  positionals: string[]
  values: Record<string, string | boolean | undefined>
}

/** @throws UsageError for an option that the command does not know, and for more than it takes */
export function readArguments(
  args: readonly string[],
  {
    options: names,
    operands,
    flags = [],
  }: Readonly<Record<'options' | 'operands', readonly string[]>> & {
    flags?: readonly string[]
  },
): Arguments {
  const options: ParseArgsConfig['options'] = { json: { type: 'boolean' } }
  for (const name of names) options[name] = { type: 'string' }
  for (const name of flags) options[name] = { type: 'boolean' }
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
    assertNoMore(positionals, operands)
    return { positionals, values: values as Arguments['values'] }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(inWords(error instanceof Error ? error.message : String(error)))
  }
}

/** A path with a space in it that was not quoted is two. */
function assertNoMore(positionals: readonly string[], operands: readonly string[]): void {
  const extra = positionals[operands.length]
  if (extra !== undefined) throw new UsageError(`"${extra}" is one too many; quote what has spaces.`)
}

/** The first sentence of what Node says, with a way out for values such as -3. */
function inWords(message: string): string {
  const [ambiguous] = /'--[a-z-]+(?=' argument is ambiguous)/.exec(message) ?? []
  if (ambiguous) return `A value that begins with - is given as ${ambiguous.slice(1)}=VALUE.`
  return `${message.split(/\. |\n/)[0]!.replace(/\.$/, '')}.`
}

export function text({ values }: Arguments, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function flag({ values }: Arguments, name: string): boolean {
  return values[name] === true
}

export function needed(args: Arguments, name: string): string {
  const value = text(args, name)
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

export function position({ positionals }: Arguments, index: number, what: string): string {
  const value = positionals[index]
  if (value === undefined) throw new UsageError(`${what} is missing.`)
  return value
}

export function wholeNumber(args: Arguments, name: string, usual: number): number {
  const value = text(args, name)
  if (value === undefined) return usual
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(Number(value)))
    throw new UsageError(`--${name} must be a whole number, not "${value}".`)
  return Number(value)
}

export function number(args: Arguments, name: string): number | undefined {
  const value = text(args, name)
  if (value === undefined) return undefined
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new UsageError(`--${name} must be a number, not "${value}".`)
  return Number(value)
}

/** `smile=2,glasses=-1` as pairs. @param wanted what to say of anything else */
export function settings(
  value: string,
  wanted = '--set wants CONCEPT=AMOUNT, such as smile=2',
): [string, number][] {
  return value.split(',').map((part) => {
    // A label may have a = in its name, a number has none.
    const at = part.lastIndexOf('=')
    const [name, amount] = [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1)]
    if (!name || amount.trim() === '' || !Number.isFinite(Number(amount)))
      throw new UsageError(`${wanted}, not "${part}".`)
    return [name, Number(amount)]
  })
}
