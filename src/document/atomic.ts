import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import writeAtomically from 'write-file-atomic'

/** Writes beside, flushes and renames: a reader, or a crash, sees the old file or the new one and nothing between. */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const bytes = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  await writeAtomically(path, bytes)
}

export const writeJsonAtomic = (path: string, value: unknown): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`)

/** A name beside `path` that nobody else uses; on the same disk, so that a rename is one step. */
export function temporaryBeside(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.new`
}

/**
 * Puts a folder of files in place of `folder` in one step.
 *
 * @param files contents by path within the folder
 * @throws RangeError for a path that leaves the folder
 */
export async function replaceFolder(folder: string, files: Record<string, Uint8Array>): Promise<void> {
  const fresh = temporaryBeside(folder)
  const old = temporaryBeside(folder)
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFlushed(inside(fresh, name), bytes)
    await renameIfThere(folder, old)
    await rename(fresh, folder)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
}

function inside(folder: string, name: string): string {
  const path = normalize(join(folder, name))
  if (!path.startsWith(folder + sep)) throw new RangeError(`"${name}" does not lie within its folder`)
  return path
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
