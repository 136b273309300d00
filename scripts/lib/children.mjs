/**
 * Child processes end in order: a signal to a script is passed on, once, and the script goes on to clean up
 * after them. Ctrl-C arrives here from the terminal and again from npm, and Electron takes a second signal as
 * "now, without saving"; so children get a group of their own and repeats within a second are dropped.
 */
import { spawn } from 'node:child_process'
import { Problem } from './say.mjs'

const repeatMs = 1000
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const running = new Set()
let lastSignalAt = -Infinity

function passOn(signal) {
  const now = performance.now()
  const repeated = now - lastSignalAt < repeatMs
  lastSignalAt = now
  if (!repeated) for (const child of running) child.kill(signal)
}

function watch(child) {
  if (running.size === 0) for (const signal of signals) process.on(signal, passOn)
  running.add(child)
  child.once('close', () => {
    running.delete(child)
    // With nothing left to end, a signal means us again.
    if (running.size === 0) for (const signal of signals) process.off(signal, passOn)
  })
}

/** Starts a child process that gets our signals; refuses once one has come. */
export function startChild(command, args, options) {
  if (lastSignalAt > 0) throw new Problem('Interrupted.')
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...options })
  watch(child)
  return child
}

/** Resolves with the exit code of a child process; 1 when a signal ended it. */
export function exitOf(child) {
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => done(code ?? 1))
  })
}
