import { readdir, readFile, stat } from 'node:fs/promises'
import { isTemporary } from './atomic'
import { UnreadableError } from './errors'
import { readRecord, type RecordFormat } from './records/record'

/** A record of the largest model we allow is a hundredth of this. */
const mostRecordBytes = 16 * 1024 ** 2

/** Names in a folder; none when it does not exist. Hidden files and half-written ones are left out. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => !name.startsWith('.') && !isTemporary(name)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** @throws UnreadableError, NewerVersionError */
export async function readRecordFile<T>(format: RecordFormat<T>, path: string): Promise<T> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new UnreadableError(`${path} is missing.`)
  if (found.size > mostRecordBytes) throw new UnreadableError(`${path} is too large to be read.`)
  return readRecord(format, await readFile(path, 'utf8'), path)
}

/** Where the record of an id lies. */
export interface Place {
  id: string
  path: string
}

/**
 * Reads many records; one that is broken is reported and left out, and the rest opens. Its id must be the name of its
 * file or folder, or what belongs to it would be looked for elsewhere.
 */
export async function readRecords<T extends { id: string }>(
  format: RecordFormat<T>,
  places: readonly Place[],
  problems: string[],
): Promise<T[]> {
  const records: T[] = []
  for (const { id, path } of places) {
    try {
      const record = await readRecordFile(format, path)
      if (record.id !== id)
        throw new UnreadableError(`${path} does not belong there: its id is "${record.id}".`)
      records.push(record)
    } catch (error) {
      report(problems, error instanceof Error ? error.message : String(error))
    }
  }
  return records
}

/** Each problem once, however often the file is looked at. */
export function report(problems: string[], problem: string): void {
  if (!problems.includes(problem)) problems.push(problem)
}
