import type { ServiceEvents } from '../protocol/api'
import type { Emit } from '../protocol/rpc'

/** Time between two reports of one task. Faster than anyone reads, and it would crowd the wire. */
const reportEveryMs = 100

/** A reporter for one task that speaks at most ten times a second, and always at the end. */
export function progressReporter(
  emit: Emit,
  event: 'task.progress' | 'latent.comparing' | 'export.making' = 'task.progress',
): (label: string, done: number, total: number) => void {
  let last = 0
  return (label, done, total) => {
    const now = performance.now()
    if (done < total && now - last < reportEveryMs) return
    last = now
    emit(event, { label, done, total } satisfies ServiceEvents[typeof event])
  }
}
