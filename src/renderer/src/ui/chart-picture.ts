import uPlot from 'uplot'
import { chartData, chartOptions, type Series } from './chart'
import type { Range } from './zoom'

interface Wanted {
  title: string
  xLabel: string
  x: readonly number[]
  series: readonly Series[]
  isLogarithmic: boolean
  visible: Range | undefined
  /** What the dashed lines are of. */
  dashed: string | undefined
}

/** Of a slide or a page; type is as large as it must be there. */
const [width, height, scale] = [1600, 900, 2]
const margin = 24 * scale
const row = 20 * scale

/** A chart as a picture in the window's colours, drawn anew at this size: title, what the lines mean, lines. */
export async function chartPicture(wanted: Wanted): Promise<ImageData> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  const style = getComputedStyle(document.documentElement)
  context.fillStyle = style.getPropertyValue('--surface-1')
  context.fillRect(0, 0, width, height)
  const below = drawHead(context, style, wanted)
  await drawLines(context, style, wanted, below)
  return context.getImageData(0, 0, width, height)
}

/** @returns where the lines may begin, in pixels from above */
function drawHead(
  context: OffscreenCanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  { title, xLabel, series, dashed }: Wanted,
): number {
  context.textBaseline = 'middle'
  context.font = `600 ${15 * scale}px ${style.getPropertyValue('--font')}`
  context.fillStyle = style.getPropertyValue('--ink-1')
  context.fillText(`${title} by ${xLabel.toLowerCase()}`, margin, margin)
  context.font = `${12 * scale}px ${style.getPropertyValue('--font')}`
  let [x, y] = [margin, margin + 1.4 * row]
  for (const { label, ...one } of series) {
    const key = { ...one, label: one.isDashed && dashed ? `${label}, ${dashed}` : label }
    const wide = context.measureText(key.label).width + 3 * row
    if (x + wide > width - margin) [x, y] = [margin, y + row]
    drawKey(context, style, key, x, y)
    x += wide
  }
  return y + row
}

function drawKey(
  context: OffscreenCanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  { label, colour, isDashed }: Series,
  x: number,
  y: number,
): void {
  context.strokeStyle = style.getPropertyValue(colour)
  context.lineWidth = 2 * scale
  context.setLineDash(isDashed ? [6 * scale, 4 * scale] : [])
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + 1.5 * row, y)
  context.stroke()
  context.fillStyle = style.getPropertyValue('--ink-2')
  context.fillText(label, x + 1.8 * row, y)
}

async function drawLines(
  context: OffscreenCanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  { x, series, isLogarithmic, visible }: Wanted,
  top: number,
): Promise<void> {
  const [host, ratio] = [document.createElement('div'), uPlot.pxRatio]
  const look = { style, scale: scale / ratio, isLogarithmic, visible: () => visible }
  const size = { width: (width - margin) / ratio, height: (height - top - margin / 2) / ratio }
  const silent = { onpoint: () => {}, onzoom: () => {} }
  const options = { ...chartOptions(series, { ...look, ...silent }), ...size }
  const chart = new uPlot(options, chartData(x, series, isLogarithmic), host)
  // What is new is drawn in a microtask of its own.
  await Promise.resolve()
  context.drawImage(chart.ctx.canvas, margin / 2, top)
  chart.destroy()
}
