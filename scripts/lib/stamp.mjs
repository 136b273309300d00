/** Stamps: a hash of everything that a step was made from, so that the step is skipped while nothing changed. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Hash of a text or of a file's bytes. */
export function hashOf(content) {
  return createHash('sha256').update(content).digest('hex')
}

/** Every file under `folder`, sorted, so that two machines list them alike; empty when there is no such folder. */
export function filesUnder(folder) {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder, { withFileTypes: true })
    : []
  return entries
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
    .sort()
}

/** Hash of the names and contents of files; a file that is missing counts as empty. */
export function hashOfFiles(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const present = statSync(path, { throwIfNoEntry: false })
    hash.update(`${path}\0`).update(present ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

/** Whether the stamp file holds this hash. */
export function isStamped(path, hash) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined && readFileSync(path, 'utf8') === hash
}

/** Writes a stamp file. */
export function stamp(path, hash) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, hash)
}
