import { basename, extname } from 'node:path/posix'
import { breather } from '../breath'

/** Cells of a table's row; undefined for a picture without one. */
export type Row = readonly string[] | undefined

/**
 * Finds each picture's row by its path, else by its file name, else by its name without the ending. A name that two
 * pictures share stands for neither: a label on the wrong picture is worse than none.
 */
export async function matchRows(
  rows: readonly (readonly string[])[],
  key: number,
  pictures: readonly string[],
  signal?: AbortSignal,
): Promise<{ found: Row[]; unmatched: number }> {
  const breath = breather(signal)
  const ways: Map<string, number>[] = []
  for (const nameOf of [(path: string) => path, basename, stem]) {
    await breath()
    ways.push(indexBy(pictures, nameOf))
  }
  const found = new Array<Row>(pictures.length).fill(undefined)
  let unmatched = 0
  for (const row of rows) {
    await breath()
    const name = row[key]?.trim().replaceAll('\\', '/').replace(/^\.\//, '') ?? ''
    const index = ways.map((way) => way.get(name)).find((one) => one !== undefined) ?? shared
    if (index === shared) unmatched++
    else found[index] = row
  }
  return { found, unmatched }
}

const stem = (path: string): string => basename(path, extname(path))

const shared = -1

function indexBy(pictures: readonly string[], nameOf: (path: string) => string): Map<string, number> {
  const indices = new Map<string, number>()
  for (const [i, path] of pictures.entries()) {
    const name = nameOf(path)
    indices.set(name, indices.has(name) ? shared : i)
  }
  return indices
}
