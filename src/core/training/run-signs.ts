/** What advice on a run is given from, and what it looks like. */
import type { Diversity } from '../metrics/diversity'

export interface SeriesPoint {
  step: number
  value: number
}

export interface RunSigns {
  /**
   * Histories by name, ascending by step. Rules read `total` (what is minimised, of autoencoders), `generator` (its
   * loss), `realScore` and `fakeScore` (mean D of real and of made pictures as probabilities; leave them out where D is
   * a critic without a logistic). All others are only searched for values that are not numbers.
   */
  series: Readonly<Record<string, readonly SeriesPoint[]>>
  /**
   * Since when the loss has meant the same: the step at which the KL warm-up or a fade-in ended, or beta was last moved.
   * A loss that rises before it does so by intention. 0 when absent.
   */
  settledAtStep?: number
  /** The step at which training stopped for a number out of range, if it did. */
  divergedAtStep?: number
  /** KL of each latent dimension in nats at the newest checkpoint. */
  klPerDimension?: ArrayLike<number>
  /** Of the newest samples. */
  diversity?: Diversity
  /** Of those measured before them. */
  diversityBefore?: Diversity
}

export type AdviceKind =
  'diverged' | 'learning-rate' | 'posterior-collapse' | 'mode-collapse' | 'discriminator-wins'

/** A fault of a run in words for people. */
export interface Advice {
  kind: AdviceKind
  title: string
  /** What it means and what to do. */
  text: string
}

/** Undefined while the run shows no sign of the fault. */
export type Rule = (run: RunSigns) => Advice | undefined
