import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from './problem'

/** Lets one process at a time work in a folder. @returns how to let go. @throws Problem while another one is at it */
export function lock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true })
  if (!take(path)) {
    removeStale(path)
    if (!take(path)) throw new Problem('The library is being brought by another Slerp already.')
  }
  return () => rmSync(path, { force: true })
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Whoever wrote it may have been killed. */
function removeStale(path: string): void {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') rmSync(path, { force: true })
  }
}
