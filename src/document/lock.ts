import { open, readFile, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { DocumentBusyError } from './errors'

/** One writer per document. Others may read. */
export interface Lock {
  release(): Promise<void>
}

interface Holder {
  pid: number
  host: string
}

/** A process that was killed takes a moment to be gone; who opens the document right after it waits that long. */
const patienceMs = 1_500
const askEveryMs = 100

/**
 * Takes the lock file, or takes over one whose process on this machine is gone (it crashed or was killed).
 *
 * @throws DocumentBusyError when somebody alive holds it
 */
export async function takeLock(path: string): Promise<Lock> {
  if (!(await createLock(path))) {
    if (await staysHeld(path))
      throw new DocumentBusyError('This document is open in another window of Slerp.')
    await rm(path, { force: true })
    if (!(await createLock(path)))
      throw new DocumentBusyError('This document was just opened by another Slerp.')
  }
  const releaseNow = (): void => rmSync(path, { force: true })
  process.once('exit', releaseNow)
  return {
    async release() {
      process.off('exit', releaseNow)
      await rm(path, { force: true })
    },
  }
}

async function staysHeld(path: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += askEveryMs) {
    const holder = await readHolder(path)
    if (!holder || !isAlive(holder)) return false
    if (holder.pid === process.pid) return true
    await setTimeout(askEveryMs)
  }
  return true
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder> | null
    const whole = typeof holder?.pid === 'number' && typeof holder.host === 'string'
    return whole ? (holder as Holder) : undefined
  } catch {
    return undefined
  }
}

/** Signal 0 only asks. On another machine we cannot know, so the holder counts as alive. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
