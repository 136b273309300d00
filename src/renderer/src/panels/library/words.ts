import type { DatasetRecord } from '../../../../core/records/dataset'
import type { ModelRecord, RunState } from '../../../../core/records/model'

const whole = new Intl.NumberFormat('en')

/** `Faces, 3,000 pictures`. */
export function countOf({ count }: DatasetRecord): string {
  return `${whole.format(count)} ${count === 1 ? 'picture' : 'pictures'}`
}

const stateWords: Record<Exclude<RunState, 'done'>, string> = {
  running: 'learning',
  paused: 'paused',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
}

/** `Faces, epoch 20, 29.3 dB`; a model that is not done also says so, and data that its name tells are left out. */
export function stateOf({ name, state, epoch, figures }: ModelRecord, datasetName: string): string {
  const psnr = figures?.psnr !== undefined && `${figures.psnr.toFixed(1)} dB`
  const parts = [
    !name.endsWith(`, ${datasetName}`) && datasetName,
    state !== 'done' && stateWords[state],
    `epoch ${epoch}`,
    psnr,
  ]
  return parts.filter(Boolean).join(', ')
}

export function canGoOn({ state }: ModelRecord): boolean {
  return state === 'interrupted' || state === 'stopped' || state === 'failed'
}

export function inPercent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}

/** Oldest first. */
export function byAge<T extends { createdAt: string }>(records: readonly T[] = []): T[] {
  return records.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
}
