import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { listen } from './listen'
import type { FromTrainer, ToTrainer } from './messages'

/** The trainer's process: one run, or one probe of a rung. It ends when the service that started it goes away. */

const tell = (message: FromTrainer): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve())
    else resolve()
  })

/** Where the wasm backend's .wasm files lie: inside its package. */
function wasmFolder(): string {
  const entry = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm')
  const root = entry.slice(0, entry.lastIndexOf('tfjs-backend-wasm') + 'tfjs-backend-wasm'.length)
  return join(root, 'wasm-out') + sep
}

const hear = listen({
  backends: { wasmFolder: wasmFolder() },
  tell,
  breathe: () => setImmediate(),
})

process.on('message', (message) => hear(message as ToTrainer))
process.on('disconnect', () => process.exit(0))
