import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { openBackend, probeBackend, type RungName } from '../engine'
import type { FromTrainer, ToTrainer } from './training/messages'
import { RunLoop } from './training/run-loop'

/** The trainer's process: one run, or one probe of a rung. It ends when the service that started it goes away. */

/** Resolves once the message is on its way: megabytes leave in pieces, and everything after them waits. */
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

const open = (rung: string): ReturnType<typeof openBackend> =>
  openBackend(rung as RungName, { wasmFolder: wasmFolder() })

async function probe(rung: string): Promise<void> {
  const backend = await open(rung)
  const { stepMs } = await probeBackend(backend)
  await tell({ kind: 'probed', device: backend.device, stepMs })
}

let loop: RunLoop | undefined
/** What was asked for while the backend was still loading. */
let early: 'pause' | 'resume' | 'stop' | undefined

async function hear(message: ToTrainer): Promise<void> {
  switch (message.kind) {
    case 'probe':
      return probe(message.rung)
    case 'start':
      loop = new RunLoop(await open(message.input.rung), message.input, tell)
      if (early) loop.tell(early)
      return loop.run()
    case 'pause':
    case 'resume':
    case 'stop':
      if (loop) loop.tell(message.kind)
      else early = message.kind
  }
}

process.on('message', (message) => {
  hear(message as ToTrainer).catch((error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
