import { setPriority } from 'node:os'

/** Lets everything else go first: training has time, the hand that drags has not. */
export function giveWay(pid: number | undefined, priority: number): void {
  try {
    if (pid !== undefined) setPriority(pid, priority)
  } catch {
    // It has ended already, or the system forbids it: it works at the usual priority.
  }
}
