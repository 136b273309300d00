import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import writeAtomically from 'write-file-atomic'

/** Bytes of a file; large ones in pieces, so that they need not be joined in memory. */
export type FileContent = Uint8Array | readonly Uint8Array[]

/** Writes beside, flushes and renames: a reader, or a crash, sees the old file or the new one and nothing between. */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const bytes = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  await writeAtomically(path, bytes)
  await flushFolder(dirname(path))
}

export const writeJsonAtomic = (path: string, value: unknown): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`)

/** A name beside `path` that nobody else uses; on the same disk, so that a rename is one step. */
export function temporaryBeside(path: string, kind: 'new' | 'old' = 'new'): string {
  return `${path}.${randomBytes(6).toString('hex')}.${kind}`
}

/** A name that `temporaryBeside` made: the final name, and what it was for. */
const temporaryName = /^(.+)\.[0-9a-f]{12}\.(new|old)$/

export const isTemporary = (name: string): boolean => temporaryName.test(name)

/**
 * Puts a folder of files in place of `folder`. A crash on the way leaves the old one or the new one;
 * `recoverFolders` tidies up after it.
 *
 * @param files contents by path within the folder
 * @throws RangeError for a path that leaves the folder
 */
export async function replaceFolder(folder: string, files: Record<string, FileContent>): Promise<void> {
  const fresh = temporaryBeside(folder)
  const old = temporaryBeside(folder, 'old')
  try {
    await mkdir(fresh, { recursive: true })
    for (const [name, content] of Object.entries(files)) await writeFlushed(inside(fresh, name), content)
    await renameIfThere(folder, old)
    await rename(fresh, folder)
    await flushFolder(dirname(folder))
    await rm(old, { recursive: true, force: true })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

function inside(folder: string, name: string): string {
  const path = normalize(join(folder, name))
  if (!path.startsWith(folder + sep)) throw new RangeError(`"${name}" does not lie within its folder`)
  return path
}

async function writeFlushed(path: string, content: FileContent): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w')
  try {
    for (const piece of content instanceof Uint8Array ? [content] : content) await file.writeFile(piece)
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

/** Takes a folder away: for whoever looks, or after a crash, it is whole or gone. It need not be there. */
export async function removeFolder(folder: string): Promise<void> {
  const leaving = temporaryBeside(folder)
  await renameIfThere(folder, leaving)
  await flushFolder(dirname(folder))
  await rm(leaving, { recursive: true, force: true })
}

/** Makes a rename outlive a power cut. Not every system can; then the disk decides when. */
async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    await folder.sync().finally(() => folder.close())
  } catch {
    // Windows does not open folders.
  }
}

/** Takes away what a crash left half-written in a folder, and puts back what it had just set aside. */
export async function recoverFolders(parent: string): Promise<void> {
  const names = new Set(await readdir(parent).catch(() => []))
  for (const name of names) {
    const [, final, kind] = temporaryName.exec(name) ?? []
    if (final === undefined) continue
    if (kind === 'old' && !names.has(final)) await rename(join(parent, name), join(parent, final))
    else await rm(join(parent, name), { recursive: true, force: true })
  }
}
