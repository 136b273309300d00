/** Long work on the page's own thread, in slices so short that no frame waits for one. */

/** Longest slice where nothing else is said: half a frame. */
const usualSliceMs = 8
/** Even a window that is never idle goes on after this long. */
const patienceMs = 500

/** How a slice waits for its turn. */
export type Pause = () => Promise<void>

interface Options {
  signal?: AbortSignal
  pause?: Pause
  sliceMs?: number | undefined
}

/** @returns what the work comes to; undefined when it was given up */
export async function inSlices<T>(
  work: Generator<unknown, T>,
  { signal, pause = untilIdle, sliceMs = usualSliceMs }: Options = {},
): Promise<T | undefined> {
  while (!signal?.aborted) {
    const until = performance.now() + sliceMs
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await pause()
  }
  return undefined
}

/** For what nobody waits for. Node, where the tests run, has no idle callback. */
export const untilIdle: Pause = () =>
  new Promise((go) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => go(), { timeout: patienceMs })
    else setTimeout(go)
  })

/** For what is being looked at: as soon as what the hand did in the meantime is answered. */
export const soon: Pause = () => new Promise((go) => void setTimeout(go))
