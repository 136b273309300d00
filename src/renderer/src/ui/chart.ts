import type uPlot from 'uplot'

/** One line of a chart, aligned with the chart's x values; null where it has none. */
export interface Series {
  label: string
  /** Name of a custom property that holds the colour: `--series-1`. */
  colour: string
  values: readonly (number | null)[]
  /** Values far apart are joined, and marked where they lie. */
  isSparse?: boolean
}

export interface ChartLook {
  style: CSSStyleDeclaration
  isLogarithmic: boolean
  xLabel: string
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

/** Everything about the chart but its data and its size. */
export function chartOptions(
  series: readonly Series[],
  look: ChartLook,
): Omit<uPlot.Options, 'width' | 'height'> {
  const colourOf = (name: string): string => look.style.getPropertyValue(name).trim()
  return {
    padding: [8, 12, 0, 0],
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    legend: { live: true },
    scales: { x: { time: false }, y: { distr: look.isLogarithmic ? 3 : 1 } },
    axes: [axis(look, 28), { ...axis(look, 52), values: (_, ticks) => ticks.map(tickWords) }],
    series: [
      { label: look.xLabel, value: (_, x) => words(x) },
      ...series.map(({ label, colour, isSparse }) => ({
        label,
        stroke: colourOf(colour),
        width: 1.5,
        spanGaps: true,
        points: { show: isSparse === true, size: 5, fill: colourOf(colour) },
        value: (_: uPlot, y: number | null) => words(y),
      })),
    ],
  }
}

/** A logarithmic axis has no place for what is not above 0. */
export function chartData(
  x: readonly number[],
  series: readonly Series[],
  isLogarithmic: boolean,
): uPlot.AlignedData {
  const drawable = (y: number | null): number | null => (isLogarithmic && y !== null && y <= 0 ? null : y)
  return [[...x], ...series.map(({ values }) => values.map(drawable))]
}

function axis({ style }: ChartLook, size: number): uPlot.Axis {
  const root = Number.parseFloat(style.fontSize) / 16
  const line = style.getPropertyValue('--line').trim()
  return {
    size: size * root,
    stroke: style.getPropertyValue('--ink-3').trim(),
    font: `${12 * root}px ${style.fontFamily}`,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
  }
}

function words(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : amount.format(value)
}

function tickWords(value: number | null): string {
  return value === null ? '' : short.format(value)
}
