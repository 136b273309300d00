import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { machineFolder } from '../protocol/machine-folder'
import { abandon, bring } from './bring'
import type { FromBringer } from './messages'
import { reasonOf } from './problem'
import type { Variant } from './wheels'

/**
 * `bring.js --variant=cpu|gpu [--folder=FOLDER]`: brings TensorFlow's native library. Says how far it is as one JSON line
 * at a time, and as messages to whoever forked it; `native/bring.log` keeps what happened.
 */

const told = (name: string): string =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? ''
const variant: Variant = told('variant') === 'gpu' ? 'gpu' : 'cpu'
const folder = told('folder') || machineFolder(process.platform, homedir(), process.env)
const logFile = join(folder, 'native', 'bring.log')

function say(message: FromBringer): void {
  if (process.send) process.send(message)
  else process.stdout.write(`${JSON.stringify(message)}\n`)
}

function log(text: string): void {
  appendFileSync(logFile, `${new Date().toISOString()} ${text.trimEnd()}\n`)
}

/** A download reports thousands of pieces; people see a megabyte at a time. */
let last = ''
function report(label: string, done: number, total: number): void {
  const line = `${label} ${done}/${total}`
  if (line === last) return
  if (!last.startsWith(label)) log(label)
  last = line
  say({ kind: 'progress', label, done, total })
}

/** Told to end, or whoever started this went away. */
function end(): never {
  abandon({ folder, variant })
  process.exit(143)
}

async function main(): Promise<void> {
  mkdirSync(join(folder, 'native'), { recursive: true })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end)
  process.once('disconnect', end)
  writeFileSync(logFile, '')
  try {
    const binding = await bring({ variant, folder, report, log })
    log('The library works.')
    say({ kind: 'done', binding })
  } catch (error) {
    const message = reasonOf(error)
    log(error instanceof Error ? (error.stack ?? message) : message)
    say({ kind: 'failed', message })
    process.exitCode = 1
  } finally {
    process.off('disconnect', end)
    if (process.connected) process.disconnect()
  }
}

void main()
