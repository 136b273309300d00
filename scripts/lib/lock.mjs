/** One set-up step at a time: `npm start` beside `npm run slerp` must not build into the same folder at once. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './run.mjs'
import { say } from './say.mjs'

// Outside node_modules, which installing removes.
const folder = join(root, '.cache')

/** Whether a process of this machine is still running. */
export function isRunning(processId) {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function dropIfAbandoned(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    if (holder > 0 && !isRunning(holder)) rmSync(path, { force: true })
  } catch {
    // Its holder removed it in the meantime: the next attempt will take it.
  }
}

/** Runs `step` while no other process of this repository runs one. */
export async function alone(step) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'setup.lock')
  for (let attempt = 0; !take(path); attempt++) {
    if (attempt === 0) say('Waiting: another Slerp command is setting up this folder.')
    dropIfAbandoned(path)
    await wait(200)
  }
  try {
    return await step()
  } finally {
    rmSync(path, { force: true })
  }
}
