import { setImmediate } from 'node:timers/promises'
import { compareProviders, openBackend } from '../engine'
import { listen } from './listen'
import type { CompareDecoding, FromTrainer, ToTrainer } from './messages'
import { allowRelaxedSimd } from './relaxed-simd'
import { wasmFolder } from './wasm-folder'

/** The trainer's process: one run, or one probe of a rung. It ends when the service that started it goes away. */

const tell = (message: FromTrainer): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve())
    else resolve()
  })

allowRelaxedSimd()

const hear = listen({
  open: (rung) => openBackend(rung, { wasmFolder: wasmFolder() }),
  tell,
  breathe: () => setImmediate(),
  // Node counts in units of 1024 bytes.
  memoryBytes: () => process.resourceUsage().maxRSS * 1024,
})

async function compareDecoding(onnx: Uint8Array): Promise<void> {
  await tell({ kind: 'decoding-compared', times: await compareProviders(onnx) })
}

process.on('message', (message) => {
  const told = message as ToTrainer | CompareDecoding
  if (told.kind === 'compare-decoding') void compareDecoding(told.onnx)
  else hear(told)
})
process.on('disconnect', () => process.exit(0))
