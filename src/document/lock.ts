import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { temporaryBeside } from './atomic'
import { DocumentBusyError } from './errors'
import { birthOfProcess } from './process-birth'

/** One writer per document. Others may read. */
export interface Lock {
  release(): Promise<void>
}

interface Holder {
  pid: number
  host: string
  /** Tells this taking of the lock from any other. */
  token?: string
  birth?: string
}

/** A process that was killed takes a moment to be gone; who opens the document right after it waits that long. */
const patienceMs = 1_500
const askEveryMs = 100
/** Two who find the same dead lock may both replace it; after this long the last one's stands. */
const settleMs = 100

/**
 * Takes the lock file, or takes over one whose process on this machine is gone (it crashed or was killed).
 *
 * @throws DocumentBusyError when somebody alive holds it
 */
export async function takeLock(path: string): Promise<Lock> {
  const token = randomBytes(8).toString('hex')
  if (!(await createLock(path, token))) await takeOver(path, token)
  const releaseNow = (): void => {
    if (tokenNow(path) === token) rmSync(path, { force: true })
  }
  process.once('exit', releaseNow)
  return {
    async release() {
      process.off('exit', releaseNow)
      releaseNow()
    },
  }
}

async function takeOver(path: string, token: string): Promise<void> {
  if (await staysHeld(path)) throw new DocumentBusyError('This document is open in another window of Slerp.')
  await rm(path, { force: true })
  if (await createLock(path, token)) await setTimeout(settleMs)
  if (tokenNow(path) !== token) throw new DocumentBusyError('This document was just opened by another Slerp.')
}

async function staysHeld(path: string): Promise<boolean> {
  for (let waitedMs = 0, unreadable = 0; waitedMs <= patienceMs; waitedMs += askEveryMs) {
    const holder = await readHolder(path)
    if (holder && !(await isAlive(holder))) return false
    if (holder?.pid === process.pid || (holder && holder.host !== hostname())) return true
    // It may be about to be written.
    if (!holder && ++unreadable > 2) return false
    await setTimeout(askEveryMs)
  }
  return true
}

/** The lock appears with its content or not at all. */
async function createLock(path: string, token: string): Promise<boolean> {
  const birth = await birthOfProcess(process.pid)
  const holder: Holder = { pid: process.pid, host: hostname(), token, ...(birth && { birth }) }
  const draft = temporaryBeside(path)
  try {
    await writeFile(draft, JSON.stringify(holder))
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      // Not every file system has links (FAT).
      return writeFile(path, JSON.stringify(holder), { flag: 'wx' })
    })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  return parseHolder(await readFile(path, 'utf8').catch(() => ''))
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null
    const isWhole = Number.isSafeInteger(holder?.pid) && typeof holder?.host === 'string'
    return isWhole ? (holder as Holder) : undefined
  } catch {
    return undefined
  }
}

/** Of the one who holds the lock now. */
function tokenNow(path: string): string | undefined {
  try {
    return parseHolder(readFileSync(path, 'utf8'))?.token
  } catch {
    return undefined
  }
}

/** Signal 0 only asks. On another machine we cannot know, so the holder counts as alive. */
async function isAlive({ pid, host, birth }: Holder): Promise<boolean> {
  if (host !== hostname()) return true
  const found = birth && (await birthOfProcess(pid))
  if (found && found !== birth) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
