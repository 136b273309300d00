import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What was typed is wrong: one clear line, nothing done. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Arguments {
  positionals: string[]
  values: Record<string, string | boolean | undefined>
}

/** @throws UsageError for an option that the command does not know */
export function readArguments(args: readonly string[], names: readonly string[]): Arguments {
  const options: ParseArgsConfig['options'] = { json: { type: 'boolean' } }
  for (const name of names) options[name] = { type: 'string' }
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
    return { positionals, values: values as Arguments['values'] }
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${first}.`)
  }
}

export function text({ values }: Arguments, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
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
  if (!/^-?\d+$/.test(value)) throw new UsageError(`--${name} must be a whole number, not "${value}".`)
  return Number(value)
}

export function number(args: Arguments, name: string): number | undefined {
  const value = text(args, name)
  if (value === undefined) return undefined
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new UsageError(`--${name} must be a number, not "${value}".`)
  return Number(value)
}

/** `smile=2,glasses=-1` as pairs. */
export function settings(value: string): [string, number][] {
  return value.split(',').map((part) => {
    const [name, amount] = part.split('=')
    if (!name || amount === undefined || amount.trim() === '' || !Number.isFinite(Number(amount)))
      throw new UsageError(`--set wants CONCEPT=AMOUNT, such as smile=2, not "${part}".`)
    return [name.trim(), Number(amount)]
  })
}
