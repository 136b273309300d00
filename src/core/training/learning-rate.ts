import { meanAndDeviation, percentile } from '../statistics/moments'
import type { Advice, RunSigns } from './run-signs'
import { lastStretch, mean, valuesSince } from './series'

/** Fewest points of a window, and fewest windows that can be judged. */
const windowLength = 10
const fewestWindows = 4
/** A rise that takes back this share of all the loss has fallen by, and stands this far out of the noise. */
const riseShare = 0.1
const riseStandardErrors = 6
/** Swings this wide, as a share of that fall and of the loss itself, while the loss falls by less than as much of them. */
const swingShare = 0.25

/**
 * The learning rate is too high: the loss (`total`) climbs from where it had been, or swings without getting anywhere.
 * Only points since the objective settled are judged, in windows of a twentieth of them (10 or more points, 4 or more
 * windows). The fall is that from the run's first window to its lowest.
 *
 * - Rises: the last two windows both lie above the lowest before them by more than a tenth of the fall and by more than
 *   six standard errors of a window's mean.
 * - Swings: over the last stretch (a fifth, 20 to 200 points) the 10th and 90th percentile lie apart by more than a
 *   quarter of the fall and of the mean, and the second half is lower than the first by less than a quarter of that.
 */
export function learningRateTooHigh(run: RunSigns): Advice | undefined {
  const settled = valuesSince(run, 'total', run.settledAtStep)
  const windows = windowsOf(settled)
  if (windows.length < fewestWindows) return undefined
  const first = mean(valuesSince(run, 'total').slice(0, windowLength))
  const fall = Math.max(0, first - Math.min(...windows.map(mean)))
  if (rises(windows, fall)) return advice('The loss has climbed back from where it had been')
  return swings(settled, fall) ? advice('The loss swings up and down and no longer falls') : undefined
}

function windowsOf(values: readonly number[]): number[][] {
  const length = Math.max(windowLength, Math.floor(values.length / 20))
  const count = Math.floor(values.length / length)
  const start = values.length - count * length
  return Array.from({ length: count }, (_, w) => values.slice(start + w * length, start + (w + 1) * length))
}

function rises(windows: readonly number[][], fall: number): boolean {
  const means = windows.map(mean)
  const rise = Math.min(...means.slice(-2)) - Math.min(...means.slice(0, -2))
  const deviations = windows.map((window) => meanAndDeviation(window).deviation).sort((a, b) => a - b)
  const standardError = percentile(deviations, 0.5) / Math.sqrt(windows[0]!.length)
  return rise > Math.max(riseShare * fall, riseStandardErrors * standardError)
}

function swings(values: readonly number[], fall: number): boolean {
  const stretch = lastStretch(values)
  if (!stretch) return false
  const half = Math.floor(stretch.length / 2)
  const gained = mean(stretch.slice(0, half)) - mean(stretch.slice(half))
  const ascending = [...stretch].sort((a, b) => a - b)
  const width = percentile(ascending, 0.9) - percentile(ascending, 0.1)
  return width > swingShare * Math.max(fall, Math.abs(mean(stretch))) && gained < swingShare * width
}

function advice(sign: string): Advice {
  return {
    kind: 'learning-rate',
    title: 'The learning rate is too high',
    text: `${sign}: each step overshoots. Go on from the last checkpoint with a third of the learning rate.`,
  }
}
