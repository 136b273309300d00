import type { TrainingPoint } from '../../../../core/records/training'
import type { Series } from '../../ui/chart'
import { linesOf, type Chart } from './curves'

/** One model's lines over the steps of them all. */
export interface Drawn {
  x: number[]
  series: Series[]
}

/**
 * The lines of a run, and dashed, in the same colours, those of another over the same steps.
 */
export function drawn(
  chart: Chart,
  points: readonly TrainingPoint[],
  other: readonly TrainingPoint[] = [],
): Drawn {
  const own = linesOf(chart, points)
  if (other.length === 0) return { x: points.map(({ step }) => step), series: own }
  const beside = linesOf(chart, other)
  const x = [...new Set([...points, ...other].map(({ step }) => step))].sort((a, b) => a - b)
  return {
    x,
    series: [
      ...own.map((line) => spread(line, points, x)),
      ...beside.map((line) => ({
        ...spread(line, other, x),
        colour: own.find(({ label }) => label === line.label)?.colour ?? line.colour,
        isDashed: true,
      })),
    ],
  }
}

/** A line over more steps than it has values for. */
function spread(line: Series, points: readonly TrainingPoint[], x: readonly number[]): Series {
  const values = new Map(points.map(({ step }, i) => [step, line.values[i] ?? null]))
  return { ...line, values: x.map((step) => values.get(step) ?? null) }
}

/**
 * Exponential moving averages, corrected for their start (Kingma & Ba 2015, section 3).
 *
 * @param decay 0 leaves all as it is
 */
export function smoothed(series: readonly Series[], decay: number): Series[] {
  if (decay === 0) return [...series]
  return series.map((line) => (line.isSparse ? line : { ...line, values: averages(line.values, decay) }))
}

function averages(values: readonly (number | null)[], decay: number): (number | null)[] {
  let [sum, weight] = [0, 0]
  return values.map((value) => {
    if (value === null) return null
    sum = decay * sum + (1 - decay) * value
    weight = decay * weight + (1 - decay)
    return sum / weight
  })
}
