import type { DatasetRecord } from '../../../../core/records/dataset'
import type { ModelRecord, RunState } from '../../../../core/records/model'

const whole = new Intl.NumberFormat('en')

/** `Faces, 3,000 pictures`. */
export function countOf({ count }: DatasetRecord): string {
  return `${whole.format(count)} ${count === 1 ? 'picture' : 'pictures'}`
}

const stateWords: Record<RunState, string> = {
  running: 'learning',
  paused: 'paused',
  stopped: 'stopped',
  done: 'trained',
  interrupted: 'interrupted',
  failed: 'failed',
}

/** `trained, epoch 20, 29.3 dB`. */
export function stateOf({ state, epoch, figures }: ModelRecord): string {
  const parts = [stateWords[state], `epoch ${epoch}`, figures && `${figures.psnr.toFixed(1)} dB`]
  return parts.filter(Boolean).join(', ')
}

export function canGoOn({ state }: ModelRecord): boolean {
  return state === 'interrupted' || state === 'stopped' || state === 'failed'
}

export function inPercent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}
