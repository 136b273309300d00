import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A file within the folder; `path` is relative to it, with forward slashes. */
export interface FoundFile {
  path: string
  bytes: number
}

const deepest = 8
const mostFiles = 200_000

/**
 * All plain files below a folder, sorted by path, so that the same folder gives the same data set everywhere.
 * Links are not followed: they could lead anywhere.
 *
 * @throws RangeError when there are more than can be handled
 */
export async function walkFolder(root: string, signal?: AbortSignal): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  await walk(root, '', 0, found, signal)
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function walk(
  root: string,
  folder: string,
  depth: number,
  found: FoundFile[],
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted()
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && depth < deepest) await walk(root, path, depth + 1, found, signal)
    if (!entry.isFile()) continue
    if (found.length >= mostFiles) throw new RangeError(`The folder holds more than ${mostFiles} files.`)
    found.push({ path, bytes: (await lstat(join(root, path))).size })
  }
}
