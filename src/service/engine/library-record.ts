import { join } from 'node:path'
import { readJsonFile } from './json-file'

/** `native/VARIANT/library.json` in the machine's folder: a library that was brought and has shown that it works. */
export interface LibraryRecord {
  version: 1
  tensorflow: string
  /** Absolute. */
  binding: string
  /** Absolute, in the order in which the system's loader should look. */
  libraryFolders: string[]
}

/** @returns undefined where none was brought, or the file is broken */
export function readLibrary(machine: string, variant: 'cpu' | 'gpu'): LibraryRecord | undefined {
  const folder = join(machine, 'native', variant)
  const value = (readJsonFile(join(folder, 'library.json')) ?? {}) as Record<keyof LibraryRecord, unknown>
  const { version, tensorflow, binding, libraryFolders } = value
  if (version !== 1 || typeof tensorflow !== 'string' || !isInside(binding)) return undefined
  if (!Array.isArray(libraryFolders) || !libraryFolders.every(isInside)) return undefined
  const absolute = libraryFolders.map((path) => join(folder, path))
  return { version, tensorflow, binding: join(folder, binding), libraryFolders: absolute }
}

/** A relative path that stays in its folder. */
const isInside = (path: unknown): path is string =>
  typeof path === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..')
