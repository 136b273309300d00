/** Small reductions of a run's histories. */
import type { RunSigns } from './run-signs'

/** The values of one history from a step on; none when there is no such history. */
export function valuesSince({ series }: RunSigns, name: string, step = 0): number[] {
  return (series[name] ?? []).filter((point) => point.step >= step).map((point) => point.value)
}

/** The newest step of any history, 0 before the first. */
export function lastStep({ series }: RunSigns): number {
  return Math.max(0, ...Object.values(series).map((points) => points.at(-1)?.step ?? 0))
}

/** The last fifth of the values, at least 20 and at most 200 of them; undefined while there are not twice as many. */
export function lastStretch(values: readonly number[]): number[] | undefined {
  const length = Math.min(200, Math.max(20, Math.floor(values.length / 5)))
  return values.length < 2 * length ? undefined : values.slice(-length)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
