import { openTestWasm } from '../../engine/backends/open.fixture'
import { listen } from '../../trainer/listen'
import type { OpenTrainer } from '../engine/trainer'

/** Lets timers and messages in, as between two processes. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A real trainer, carried by this process. */
export const openHere: OpenTrainer = (_rung, events) => {
  let isKilled = false
  const hear = listen({
    open: openTestWasm,
    tell: async (message) => {
      await breathe()
      if (!isKilled) events.onMessage(message)
    },
    breathe,
    memoryBytes: () => process.memoryUsage().rss,
  })
  return {
    tell: hear,
    kill() {
      isKilled = true
      hear({ kind: 'stop' })
    },
  }
}

/** Of which wasm is the only rung. */
export const ladder = {
  rungForRun: () => Promise.resolve('wasm' as const),
  nextAfter: () => undefined,
  forget: () => {},
}
