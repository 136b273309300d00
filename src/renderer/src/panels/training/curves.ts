import type { Losses, SeriesName, TrainingPoint } from '../../../../core/records/training'
import type { Series } from '../../ui/chart'

/** A line of a loss chart: of the pictures that are learnt from, or of those kept aside, known once an epoch only. */
interface Line {
  label: string
  series: SeriesName
  isHeldOut?: boolean
}

/** What is drawn of a run, the most telling first. */
const lines: readonly Line[] = [
  { label: 'Total', series: 'total' },
  { label: 'Reconstruction', series: 'reconstruction' },
  { label: 'KL', series: 'kl' },
  { label: 'Held-out total', series: 'total', isHeldOut: true },
  { label: 'Discriminator', series: 'discriminator' },
  { label: 'Generator', series: 'generator' },
  { label: 'Encoder', series: 'encoder' },
  { label: 'Held-out encoder', series: 'encoder', isHeldOut: true },
]

/** The lines of the loss chart that a run has numbers for. */
export function linesOf(points: readonly TrainingPoint[]): Series[] {
  return lines
    .filter(({ series }) => points.some((point) => point[series] !== undefined))
    .map(({ label, series, isHeldOut = false }, place) => ({
      label,
      colour: `--series-${(place % 4) + 1}`,
      values: points.map((point) => valueIn(isHeldOut ? point.heldOut : point, series)),
      ...(isHeldOut && { isSparse: true }),
    }))
}

const valueIn = (losses: Losses | undefined, series: SeriesName): number | null => losses?.[series] ?? null
