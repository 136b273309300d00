import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const deepest = 8
const mostFiles = 200_000

/**
 * Paths of all plain files below a folder, relative to it with forward slashes, sorted, so that the same folder gives
 * the same data set everywhere. Links are not followed: they could lead anywhere. Hidden files are left out, and
 * sub-folders that may not be opened.
 *
 * @throws RangeError when there are more than can be handled; the signal's reason when aborted
 */
export async function walkFolder(root: string, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = []
  let folders = ['']
  for (let depth = 0; depth <= deepest && folders.length > 0; depth++) {
    const below: string[] = []
    for (const folder of folders) {
      signal?.throwIfAborted()
      below.push(...list(await entriesOf(root, folder), folder, found))
    }
    if (found.length + below.length > mostFiles)
      throw new RangeError(`The folder holds more than ${mostFiles} files.`)
    folders = below
  }
  return found.sort()
}

/** Adds the files of a folder to `found` and gives its sub-folders. */
function list(entries: readonly Dirent[], folder: string, found: string[]): string[] {
  const shown = entries.filter(({ name }) => !name.startsWith('.'))
  const path = ({ name }: Dirent): string => (folder ? `${folder}/${name}` : name)
  for (const entry of shown) if (entry.isFile()) found.push(path(entry))
  return shown.filter((entry) => entry.isDirectory()).map(path)
}

async function entriesOf(root: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if (folder === '') throw error
    return []
  }
}
