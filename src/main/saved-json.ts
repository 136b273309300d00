import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

/** A small settings file in the user's profile. A broken or missing one counts as empty: settings are not work. */
export function readSaved(name: string): unknown {
  try {
    return JSON.parse(readFileSync(pathOf(name), 'utf8'))
  } catch {
    return undefined
  }
}

export function writeSaved(name: string, value: unknown): void {
  const path = pathOf(name)
  writeFileSync(`${path}.new`, JSON.stringify(value))
  renameSync(`${path}.new`, path)
}

const pathOf = (name: string): string => join(app.getPath('userData'), name)
