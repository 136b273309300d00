import { parentPort, workerData } from 'node:worker_threads'
import { making, type MakingStep } from './making'
import type { FromThread, ThreadData } from './running'

/** The thread in which one map is made. It tells of its steps a few times a second, copies of the layout with them. */

const tellEveryMs = 180

function tell(message: FromThread): void {
  parentPort?.postMessage(message)
}

function run({ data, request }: ThreadData): void {
  const steps = making(data, request)
  let toldAt = -Infinity
  for (;;) {
    const step = steps.next()
    if (step.done) return tell({ kind: 'made', made: step.value })
    if (performance.now() - toldAt < tellEveryMs) continue
    toldAt = performance.now()
    // Only what is told is copied, by the message itself.
    tell({ kind: 'step', step: step.value satisfies MakingStep })
  }
}

try {
  run(workerData as ThreadData)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  tell({ kind: 'failed', message, isRange: error instanceof RangeError })
}
