import { readdir, readFile } from 'node:fs/promises'
import { readRecord, type RecordFormat } from './records/record'

/** Names in a folder; none when it does not exist. Hidden files and half-written ones are left out. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => !name.startsWith('.') && !name.endsWith('.new')).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Reads many records; one that is broken is reported and left out, and the rest opens. */
export async function readRecords<T>(
  format: RecordFormat<T>,
  paths: readonly string[],
  problems: string[],
): Promise<T[]> {
  const records: T[] = []
  for (const path of paths) {
    try {
      records.push(readRecord(format, await readFile(path, 'utf8'), path))
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
    }
  }
  return records
}
