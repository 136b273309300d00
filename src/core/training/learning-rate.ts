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
const swingShare = 0.2
/** A loss this many times as large as its first value is on its way out of range. */
const explosion = 10
/** Points averaged before swings are measured: from one to the next a loss differs by its batch of pictures alone. */
const pointsPerMean = 5

/**
 * The learning rate is too high: the loss (`total`) explodes, climbs from where it had been, or swings without getting
 * anywhere. For the last two only points since the objective settled are judged, in windows of a twentieth of them (10
 * or more points, 4 or more windows). The fall is that from the run's first window to its lowest.
 *
 * - Explodes: the newest value is above the first by more than ten times its size, at whatever step.
 * - Rises: the last two windows both lie above the lowest before them by more than a tenth of the fall and by more than
 *   six standard errors of a window's mean.
 * - Swings: over the last stretch (a fifth, 20 to 200 points), averaged five by five, the 10th and 90th percentile lie
 *   apart by more than a fifth of the fall and of the mean, and the second half is lower than the first by less than a
 *   fifth of that.
 */
export function learningRateTooHigh(run: RunSigns): Advice | undefined {
  const all = valuesSince(run, 'total')
  if (explodes(all)) return advice('The loss has grown to more than ten times what it began with')
  const settled = valuesSince(run, 'total', run.settledAtStep)
  const windows = windowsOf(settled, Math.max(windowLength, Math.floor(settled.length / 20)))
  if (windows.length < fewestWindows) return undefined
  const first = mean(all.slice(0, windowLength))
  const fall = Math.max(0, first - Math.min(...windows.map(mean)))
  if (rises(windows, fall)) return advice('The loss has climbed back from where it had been')
  return swings(settled, fall) ? advice('The loss swings up and down and no longer falls') : undefined
}

/** Windows of equal length up to the newest value; what is left over at the start is dropped. */
function windowsOf(values: readonly number[], length: number): number[][] {
  const count = Math.floor(values.length / length)
  const start = values.length - count * length
  return Array.from({ length: count }, (_, w) => values.slice(start + w * length, start + (w + 1) * length))
}

function explodes([first, ...later]: readonly number[]): boolean {
  return first !== undefined && later.length > 0 && later.at(-1)! - first > explosion * Math.abs(first)
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
  const ascending = windowsOf(stretch, pointsPerMean)
    .map(mean)
    .sort((a, b) => a - b)
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
