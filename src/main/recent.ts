import { existsSync } from 'node:fs'
import { app } from 'electron'
import { readSaved, writeSaved } from './saved-json'

const fileName = 'recent.json'
const most = 10

/** Documents opened lately, newest first; those that are gone are left out. */
export function recentDocuments(): string[] {
  const saved = readSaved(fileName)
  if (!Array.isArray(saved)) return []
  return saved.filter((path): path is string => typeof path === 'string' && existsSync(path)).slice(0, most)
}

export function rememberDocument(path: string): void {
  const others = recentDocuments().filter((known) => known !== path)
  writeSaved(fileName, [path, ...others].slice(0, most))
  app.addRecentDocument(path)
}
