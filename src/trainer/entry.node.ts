import { setImmediate } from 'node:timers/promises'
import { listen } from './listen'
import type { FromTrainer, ToTrainer } from './messages'
import { wasmFolder } from './wasm-folder'

/** The trainer's process: one run, or one probe of a rung. It ends when the service that started it goes away. */

const tell = (message: FromTrainer): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve())
    else resolve()
  })

const hear = listen({
  backends: { wasmFolder: wasmFolder() },
  tell,
  breathe: () => setImmediate(),
})

process.on('message', (message) => hear(message as ToTrainer))
process.on('disconnect', () => process.exit(0))
