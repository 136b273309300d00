import * as z from 'zod'
import { NewerVersionError, UnreadableError } from '../errors'

/** How a saved record is read: its present shape, and one step per older version. */
export interface RecordFormat<T> {
  version: number
  schema: z.ZodType<T>
  /** `migrations[n]` turns version n into version n + 1. */
  migrations: Record<number, (old: Record<string, unknown>) => Record<string, unknown>>
}

/**
 * Reads a record of any version up to ours.
 *
 * @param where the file, for the message
 * @throws NewerVersionError, UnreadableError
 */
export function readRecord<T>(format: RecordFormat<T>, text: string, where: string): T {
  let record = parseObject(text, where)
  const version = versionOf(record, where)
  if (version > format.version)
    throw new NewerVersionError(`${where} was written by a newer version of Slerp.`)
  for (let from = version; from < format.version; from++)
    record = { ...format.migrations[from]?.(record), version: from + 1 }
  return checked(format.schema, record, where)
}

function parseObject(text: string, where: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new UnreadableError(`${where} is damaged: it does not hold a record.`)
  }
}

function versionOf(record: Record<string, unknown>, where: string): number {
  const version = record['version']
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version
  throw new UnreadableError(`${where} is damaged: it does not say its version.`)
}

/** @throws UnreadableError that names the first field that is wrong */
function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new UnreadableError(`${where} is damaged: ${firstFault(result.error)}.`)
}

/**
 * What could not be read back must not be written: it would be lost at the next start.
 *
 * @throws RangeError that names the first field that is wrong
 */
export function assertReadable<T>(schema: z.ZodType<T>, value: T, what: string): void {
  const result = schema.safeParse(value)
  if (!result.success) throw new RangeError(`The ${what} cannot be saved: ${firstFault(result.error)}.`)
}

function firstFault({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'record'} is not as expected (${issue?.message ?? 'unknown'})`
}

/** Parts that several records share, with the limits that keep a hostile file harmless. */
export const id = z.string().regex(/^[a-z0-9-]{1,64}$/)
export const personName = z.string().min(1).max(260)
export const longText = z.string().max(4000)
export const instant = z.string().max(40)
export const count = z.int().min(0).max(10_000_000)
export const side = z.int().min(1).max(4096)
export const latentVector = z.array(z.number()).min(1).max(8192)
export const unit = z.number().min(0).max(1)
