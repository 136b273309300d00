/** Bringing TensorFlow's native library, with what it takes to compile its binding. Never needed: wasm trains too. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensurePackage } from '../system.mjs'
import { exitOf, startChild } from './children.mjs'
import { isOnPath, root } from './run.mjs'
import { Problem, say } from './say.mjs'

/** Says each new thing that is done, and a download's quarters: a log is no place for a bar that moves. */
function narrator() {
  let label = ''
  let quarter = 0
  return (message) => {
    if (message.label !== label) {
      label = message.label
      quarter = 0
      say(`Engine: ${label}.`)
    }
    const now = message.total > 0 ? Math.floor((4 * message.done) / message.total) : 0
    if (now > quarter) say(`Engine: ${label}: ${now * 25} % of ${message.total} MB.`)
    quarter = Math.max(quarter, now)
  }
}

/** What the bringing process says last. */
async function lastWord(child) {
  const narrate = narrator()
  let last
  for await (const line of createInterface({ input: child.stdout })) {
    last = JSON.parse(line)
    if (last.kind === 'progress') narrate(last)
  }
  return last
}

/** Brings the library unless it is there. @param variant `cpu` or `gpu` @returns the path of its binding */
export async function ensureNative(variant) {
  if (!isOnPath(process.env['CXX'] ?? 'c++'))
    await ensurePackage('g++', 'compiling the binding of TensorFlow')
  const child = startChild(process.execPath, [join(root, 'out/main/bring.js'), `--variant=${variant}`], {
    stdio: ['ignore', 'pipe', 2],
  })
  const [last] = await Promise.all([lastWord(child), exitOf(child)])
  if (last?.kind !== 'done') throw new Problem(last?.message ?? 'Bringing the library ended without a word.')
  return last.binding
}
