import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isTemporary, temporaryBeside } from './atomic'
import { UnreadableError } from './errors'
import { Layout } from './layout'
import { unpacked } from './npy-file'
import { exists } from './open'

/**
 * Copies a document, for example the demo out of the read-only resources. Never overwrites: a document that is
 * already there stays. A crash leaves nothing half-copied. Images that are shipped compressed are unpacked.
 *
 * @throws UnreadableError when `from` is no document or something else is at `to`
 */
export async function copyDocument(from: string, to: string): Promise<void> {
  if (await exists(new Layout(to).record)) return
  if (await exists(to)) throw new UnreadableError(`${to} already exists and is not a Slerp document.`)
  if (!(await exists(new Layout(from).record))) throw new UnreadableError(`There is no document at ${from}.`)
  const fresh = temporaryBeside(to)
  try {
    await mkdir(dirname(to), { recursive: true })
    await copyFolder(from, fresh)
    await rename(fresh, to)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Plain files and folders only: a link could lead out of the document. Neither the lock nor half-written files. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (isTemporary(entry.name) || entry.name === 'lock') continue
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile()) await copyOne(source, target)
  }
}

async function copyOne(source: string, target: string): Promise<void> {
  if (source.endsWith('.npy.gz')) return writeFile(target.slice(0, -'.gz'.length), await unpacked(source))
  await copyFile(source, target)
  // A copy of a read-only file would be read-only too.
  await chmod(target, 0o644)
}
