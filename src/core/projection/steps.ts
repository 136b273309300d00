import type { Neighbours } from './neighbours/lists'

/** Long work is written as generators: whoever runs one decides how long a slice is and whether it goes on. */

export interface LayoutCodes {
  /** Row-major [count, latentSize]. */
  codes: Float32Array
  count: number
  latentSize: number
}

/** What a layout can be spared. */
export interface LayoutStart {
  /** A map of the same codes to start from, row-major [count, dimensions], so that points stay where people know them. */
  from?: Float32Array
  /** Neighbours that are known already: as many as are needed or more. */
  near?: Neighbours
  /** The same seed gives the same map. */
  seed?: number
}

export interface LayoutProgress {
  stage: 'neighbours' | 'layout'
  /** Of all the work, in [0, 1]. */
  share: number
  /** The layout so far, row-major [count, dimensions]: written over by the next step, so copy what is to be kept. */
  positions?: Float32Array
}

/** Runs to the end without a pause. */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Passes the pauses of a part on as pauses of the whole. */
export function* reported<T>(
  part: Generator<unknown, T>,
  progress: LayoutProgress,
): Generator<LayoutProgress, T> {
  for (;;) {
    const step = part.next()
    if (step.done) return step.value
    yield progress
  }
}
