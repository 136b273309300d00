import type { TrainingPoint } from '../../../../core/records/model'
import type { Series } from '../../ui/chart'

/** The lines of the loss chart. Held-out losses are known once an epoch only. */
export function linesOf(points: readonly TrainingPoint[]): Series[] {
  return [
    line('Total', '--series-1', points, ({ total }) => total),
    line('Reconstruction', '--series-2', points, ({ reconstruction }) => reconstruction),
    line('KL', '--series-3', points, ({ kl }) => kl),
    {
      ...line('Held-out total', '--series-4', points, ({ heldOut }) => heldOut?.total ?? null),
      isSparse: true,
    },
  ]
}

function line(
  label: string,
  colour: string,
  points: readonly TrainingPoint[],
  valueOf: (point: TrainingPoint) => number | null,
): Series {
  return { label, colour, values: points.map(valueOf) }
}
