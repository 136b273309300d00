import { networkWidths } from '../../../core/records/training-settings'
import type { TrainEstimate } from '../../../protocol/api'

const [small, medium, large] = networkWidths as [Width, Width, Width]
type Width = (typeof networkWidths)[number]

const minuteMs = 60_000

/** A time that there is, and what is made of it. */
export interface PlanPreset {
  label: string
  help: string
  totalMs: number
  /** Best first: the first that leaves enough epochs is taken, the last in any case. */
  widths: readonly Width[]
  enoughEpochs: number
  /** More teach little, and help to learn by heart. */
  mostEpochs: number
}

export const planPresets = {
  lecture: {
    label: '10-minute lecture',
    help: 'Measures a step, then takes the networks and as many epochs as fit in ten minutes.',
    totalMs: 10 * minuteMs,
    widths: [medium, small],
    enoughEpochs: 20,
    mostEpochs: 200,
  },
  overnight: {
    label: 'Overnight',
    help: 'Measures a step, then takes the largest networks and as many epochs as fit in eight hours.',
    totalMs: 8 * 60 * minuteMs,
    widths: [large, medium, small],
    enoughEpochs: 100,
    mostEpochs: 1000,
  },
} satisfies Record<string, PlanPreset>
export type PlanPresetName = keyof typeof planPresets

/** Of the time, for what an epoch's steps are not: judging, previews, checkpoints, the map in the end. */
const spare = 0.1

export function epochsIn({ totalMs, mostEpochs }: PlanPreset, { msPerEpoch }: TrainEstimate): number {
  const fitting = Math.floor((totalMs * (1 - spare)) / msPerEpoch)
  return Math.min(mostEpochs, Math.max(1, fitting))
}
