import type uPlot from 'uplot'
import type { Word } from './glossary'
import type { Range } from './zoom'

/** One line of a chart, aligned with the chart's x values; null where it has none. */
export interface Series {
  label: string
  /** Name of a custom property that holds the colour: `--series-1`. */
  colour: string
  values: readonly (number | null)[]
  /** Values far apart are joined, and marked where they lie. */
  isSparse?: boolean
  /** Held against the line of the same label that is not dashed. */
  isDashed?: boolean
  /** A word of the glossary that explains it. */
  term?: Word
}

export interface ChartLook {
  style: CSSStyleDeclaration
  /** Pixels of the chart for one at normal size. */
  scale: number
  isLogarithmic: boolean
  /** Told which x the cursor is at; undefined when it left. */
  onpoint: (index: number | undefined) => void
  /** The part of x that is looked at; undefined for all. Asked whenever the chart is drawn. */
  visible: () => Range | undefined
  /** Told which part is asked for: drawn with the hand, by wheel, or all with a double click. */
  onzoom: (range: Range | undefined) => void
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })
/** Steps are counted, so the axis has no halves. */
const wholeSteps = [1, 2, 5].flatMap((first) => [0, 1, 2, 3, 4, 5, 6].map((power) => first * 10 ** power))

/** Everything about the chart but its data and its size. */
export function chartOptions(
  series: readonly Series[],
  look: ChartLook,
): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    padding: [8 * look.scale, 20 * look.scale, 0, 0],
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 6 },
      bind: { dblclick: () => () => (look.onzoom(undefined), null) },
    },
    legend: { show: false },
    scales: {
      x: { time: false, range: (_, min, max) => [...(look.visible() ?? [min, max])] as [number, number] },
      y: look.isLogarithmic ? logarithmic : {},
    },
    axes: [
      { ...axis(look, 28), incrs: wholeSteps.toSorted((a, b) => a - b) },
      {
        ...axis(look, 48),
        values: (_, ticks) => ticks.map(tickWords),
        ...(look.isLogarithmic && fewLines(look)),
      },
    ],
    series: [{}, ...series.map((one) => lineOf(one, look))],
    hooks: {
      setCursor: [({ cursor }) => look.onpoint(cursor.idx ?? undefined)],
      setSelect: [(chart) => takeDrawn(chart, look)],
    },
  }
}

/** A range was drawn: it is looked at, and the mark goes. */
function takeDrawn(chart: uPlot, { onzoom }: ChartLook): void {
  const { left, width } = chart.select
  if (width <= 0) return
  const range = [chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')] as const
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  onzoom(range)
}

/** A little room above and below rather than whole decades. */
const logarithmic: uPlot.Scale = { distr: 3, range: (_, min, max) => [min / 1.25, max * 1.25] }

function fewLines({ style, scale }: ChartLook): Partial<uPlot.Axis> {
  const filter = ({ height }: uPlot, splits: number[]): (number | null)[] =>
    roundOnes(splits, Math.max(2, Math.floor(height / (24 * scale))))
  const splits: uPlot.Axis.Splits = (_chart, _axis, least, most) => logarithmicTicks(least, most)
  return { splits, filter, grid: { filter, stroke: style.getPropertyValue('--line').trim(), width: 1 } }
}

/**
 * One to nine times each power of ten from `least` to `most`. uPlot 1.6.32 finds its own by adding and rounding, and adds
 * for ever where `least` lies just below a power of ten, such as 0.096.
 */
export function logarithmicTicks(least: number, most: number): number[] {
  if (!(least > 0 && most < Infinity)) return []
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const ticks = powers.flatMap((power) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => Number(`${n}e${power}`)))
  return ticks.filter((tick) => tick >= least && tick <= most)
}

/** Powers of ten, and their halves and fifths where that leaves too few; of too many powers some. */
export function roundOnes(splits: readonly number[], most = Infinity): (number | null)[] {
  const leading = (value: number): number => Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9))
  const powers = splits.filter((value) => leading(value) === 1).length
  const kept = powers >= 3 ? [1] : [1, 2, 5]
  const every = Math.ceil(powers / most)
  const isFew = (value: number): boolean => Math.round(Math.log10(value)) % every === 0
  return splits.map((value) => (kept.includes(leading(value)) && (every <= 1 || isFew(value)) ? value : null))
}

function lineOf({ label, colour, isSparse, isDashed }: Series, { style, scale }: ChartLook): uPlot.Series {
  const stroke = style.getPropertyValue(colour).trim()
  return {
    label,
    stroke,
    width: 1.5 * scale,
    spanGaps: true,
    ...(isDashed && { dash: [6 * scale, 4 * scale] }),
    points: { show: isSparse === true, size: 5 * scale, fill: stroke },
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

/** The value at an index, or the newest there is before it, in words. */
export function valueAt({ values }: Series, index: number | undefined): string {
  const upTo = values.slice(0, (index ?? values.length) + 1)
  const value = upTo.findLast((one) => one !== null)
  if (value === undefined || value === null) return '–'
  return Math.abs(value) < 1e6 ? amount.format(value) : value.toExponential(2)
}

function axis({ style, scale }: ChartLook, size: number): uPlot.Axis {
  return {
    size: size * scale,
    stroke: style.getPropertyValue('--ink-3').trim(),
    font: `${12 * scale}px ${style.getPropertyValue('--font')}`,
    grid: { stroke: style.getPropertyValue('--line').trim(), width: 1 },
    ticks: { show: false },
  }
}

function tickWords(value: number | null): string {
  return value === null ? '' : short.format(value)
}
