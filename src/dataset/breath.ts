import { setImmediate } from 'node:timers/promises'

/** How long work may hold the process before others get a turn: less than a frame of a dragged point. */
const sliceMs = 12

/**
 * Lets the rest of the process have its turn during long work: `await breath()` often; it waits only when the slice
 * of time is used up.
 *
 * @throws the signal's reason when it is aborted
 */
export function breather(signal?: AbortSignal): () => Promise<void> {
  let sliceEnd = 0
  return async () => {
    if (performance.now() < sliceEnd) return
    await setImmediate()
    signal?.throwIfAborted()
    sliceEnd = performance.now() + sliceMs
  }
}
