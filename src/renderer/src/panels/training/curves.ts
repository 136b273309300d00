import type { Losses, SeriesName, TrainingPoint } from '../../../../core/records/training'
import type { Series } from '../../ui/chart'
import type { Word } from '../../ui/glossary'

/** A line of a chart: of the pictures that are learnt from, or of those kept aside, known once an epoch only. */
interface Line {
  label: string
  series: SeriesName
  isHeldOut?: boolean
  term?: Word
}

export interface Chart {
  id: string
  label: string
  /** The most telling first. */
  lines: readonly Line[]
  /** What it shows has a lower bound and many sizes. */
  canBeLogarithmic: boolean
}

const losses: readonly Line[] = [
  { label: 'Total', series: 'total', term: 'Total loss' },
  { label: 'Reconstruction', series: 'reconstruction', term: 'Reconstruction loss' },
  { label: 'KL', series: 'kl', term: 'KL' },
  { label: 'Conditions', series: 'conditions' },
  { label: 'Held-out total', series: 'total', isHeldOut: true, term: 'Held-out' },
  { label: 'Discriminator', series: 'discriminator' },
  { label: 'Generator', series: 'generator' },
  { label: 'Encoder', series: 'encoder' },
  { label: 'Held-out encoder', series: 'encoder', isHeldOut: true, term: 'Held-out' },
  { label: 'Penalty', series: 'penalty' },
]
const scores: readonly Line[] = [
  { label: 'D(real)', series: 'real', term: 'D(real), D(fake)' },
  { label: 'D(fake)', series: 'fake', term: 'D(real), D(fake)' },
]
const gradients: readonly Line[] = [
  { label: 'Generator', series: 'generatorGradient', term: 'Gradient' },
  { label: 'Discriminator', series: 'discriminatorGradient', term: 'Gradient' },
  { label: 'Gradient', series: 'gradient', term: 'Gradient' },
]

const charts: readonly Chart[] = [
  { id: 'losses', label: 'Losses', lines: losses, canBeLogarithmic: true },
  { id: 'scores', label: 'Scores', lines: scores, canBeLogarithmic: false },
  { id: 'gradients', label: 'Gradients', lines: gradients, canBeLogarithmic: true },
  {
    id: 'psnr',
    label: 'PSNR',
    lines: [{ label: 'Held-out PSNR, dB', series: 'psnr', isHeldOut: true, term: 'PSNR' }],
    canBeLogarithmic: false,
  },
  {
    id: 'elbo',
    label: 'ELBO',
    lines: [{ label: 'Held-out ELBO, nats', series: 'elbo', isHeldOut: true, term: 'ELBO' }],
    canBeLogarithmic: false,
  },
]

/** The charts that there are numbers for; the first before there are any. */
export function chartsOf(...histories: readonly (readonly TrainingPoint[])[]): readonly Chart[] {
  const points = histories.flat()
  const found = charts.filter(({ lines }) => lines.some((line) => isTold(line, points)))
  return found.length > 0 ? found : charts.slice(0, 1)
}

/** The lines of a chart that there are numbers for, in the colours that they have there. */
export function linesOf({ lines }: Chart, points: readonly TrainingPoint[]): Series[] {
  return lines
    .filter((line) => isTold(line, points))
    .map(({ label, series, isHeldOut = false, term }, place) => ({
      label,
      colour: `--series-${(place % 5) + 1}`,
      values: points.map((point) => valueIn(isHeldOut ? point.heldOut : point, series)),
      ...(isHeldOut && { isSparse: true }),
      ...(term && { term }),
    }))
}

const isTold = ({ series, isHeldOut }: Line, points: readonly TrainingPoint[]): boolean =>
  points.some((point) => valueIn(isHeldOut ? point.heldOut : point, series) !== null)

const valueIn = (of: Losses | undefined, series: SeriesName): number | null => of?.[series] ?? null
