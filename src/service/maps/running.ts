import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ProjectionRequest } from '../../core/projection/project'
import type { LayoutCodes } from '../../core/projection/steps'
import { ServiceError } from '../../protocol/errors'
import { making, type MadeMap, type MakingStep } from './making'

/** Work on one map: what it is made of, who hears of it, and who may end it. */
export interface MapWork {
  data: LayoutCodes
  request: ProjectionRequest
  /** What it holds may be written over once it returns. */
  onStep: (step: MakingStep) => void
  signal: AbortSignal
}

/** What a thread is given when it starts. */
export interface ThreadData {
  data: LayoutCodes
  request: ProjectionRequest
}

/** What the thread says. */
export type FromThread =
  | { kind: 'step'; step: MakingStep }
  | { kind: 'made'; made: MadeMap }
  | { kind: 'failed'; message: string; isRange: boolean }

/** Work goes on for so long before a decode may come. */
const sliceMs = 12

/** Where there is no thread: on the command line, which waits for it, and in tests. */
export async function makeHere({ data, request, onStep, signal }: MapWork): Promise<MadeMap> {
  const steps = making(data, request)
  for (let sliceStart = performance.now(); ;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - sliceStart < sliceMs) continue
    onStep(step.value)
    await setImmediate()
    throwIfEnded(signal)
    sliceStart = performance.now()
  }
}

/** In a thread of its own, so that the hand is answered while a map is made. @param file the thread's built file */
export function makeInThread(file: string, { data, request, onStep, signal }: MapWork): Promise<MadeMap> {
  throwIfEnded(signal)
  const thread = new Worker(file, { workerData: { data, request } satisfies ThreadData })
  const working = new Promise<MadeMap>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(ended()), { once: true })
    thread.on('error', (error) => reject(error))
    thread.on('exit', () => reject(new Error('The map could not be made: its thread ended.')))
    thread.on('message', (told: FromThread) => {
      if (told.kind === 'step') onStep(told.step)
      else if (told.kind === 'made') resolve(told.made)
      else reject(told.isRange ? new RangeError(told.message) : new Error(told.message))
    })
  })
  return working.finally(() => void thread.terminate())
}

function throwIfEnded(signal: AbortSignal): void {
  if (signal.aborted) throw ended()
}

const ended = (): ServiceError => new ServiceError('cancelled', 'The map was given up.')
