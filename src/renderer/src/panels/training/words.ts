import type { ModelRecord, RunState } from '../../../../core/records/model'
import type { TrainProgress } from '../../../../protocol/api'

/** `1,234`. */
export const whole = new Intl.NumberFormat('en')

const stateWords: Record<RunState | 'stopping', string> = {
  stopping: 'Stopping',
  running: 'Learning',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
  interrupted: 'Interrupted',
  failed: 'Failed',
}

/** `Learning, epoch 3 of 20, step 120 of 940`. */
export function statusOf(
  state: RunState | 'stopping' | undefined,
  progress: TrainProgress | undefined,
  model?: ModelRecord,
): string {
  if (!state) return 'No training yet'
  if (!progress && state === 'running') return 'Getting ready'
  if (!progress)
    return model
      ? `${stateWords[state]} at epoch ${model.epoch} of ${model.config.epochs}`
      : stateWords[state]
  const { point, epochs, steps } = progress
  const epoch = Math.min(Math.floor(point.epoch) + (state === 'done' ? 0 : 1), epochs)
  return `${stateWords[state]}, epoch ${epoch} of ${epochs}, step ${whole.format(point.step)} of ${whole.format(steps)}`
}

/** Rounded as coarsely as it is uncertain: `about 3 minutes left`. */
export function timeLeft(remainingMs: number): string {
  const seconds = remainingMs / 1000
  if (seconds <= 0) return 'almost done'
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 55) return `about ${Math.round(seconds / 10) * 10} seconds left`
  if (seconds < 90) return 'about a minute left'
  if (seconds < 55 * 60) return `about ${Math.round(seconds / 60)} minutes left`
  const hours = Math.round(seconds / 360) / 10
  return `about ${hours} hours left`
}
