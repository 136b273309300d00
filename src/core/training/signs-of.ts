import type { SeriesName, TrainingConfig, TrainingPoint } from '../records/training'
import type { RunSigns, SeriesPoint } from './run-signs'

/** What is told of a run beside its curve. */
export type Circumstances = Pick<
  RunSigns,
  'settledAtStep' | 'divergedAtStep' | 'klPerDimension' | 'diversity' | 'diversityBefore'
>

/** A run as the rules of advice read it. */
export function signsOf(
  config: TrainingConfig,
  points: readonly TrainingPoint[],
  circumstances: Circumstances,
): RunSigns {
  const series: Partial<Record<string, SeriesPoint[]>> = {
    // A plain autoencoder minimises nothing else.
    total: seriesOf(points, config.kind === 'ae' ? 'reconstruction' : 'total'),
    generator: seriesOf(points, 'generator'),
    discriminator: seriesOf(points, 'discriminator'),
    ...(hasProbabilities(config) && {
      realScore: seriesOf(points, 'real'),
      fakeScore: seriesOf(points, 'fake'),
    }),
  }
  const told = Object.entries(series).filter((entry): entry is [string, SeriesPoint[]] => !!entry[1]?.length)
  return { series: Object.fromEntries(told), ...circumstances }
}

/** A critic gives any number; hinge's margins are no logits either. */
const hasProbabilities = (config: TrainingConfig): boolean =>
  'loss' in config && (config.loss === 'minimax' || config.loss === 'non-saturating')

function seriesOf(points: readonly TrainingPoint[], name: SeriesName): SeriesPoint[] {
  return points.flatMap((point) => {
    const value = point[name]
    return value === undefined ? [] : [{ step: point.step, value }]
  })
}
