/** Draws the pictures of the rows that are in view on one canvas, which stands still while they pass. */
import { thumbnailSide, type Batch, type Thumbnail } from '../../state/picked-thumbnails'
import { boxOf, gapPx, type Layout } from './layout'

/** Thumbnails across the canvas that a batch is drawn on once. */
const across = 16
const stripePx = 3

export interface Painting {
  layout: Layout
  /** How far down the content the view begins, and how much of it there is. */
  topPx: number
  widthPx: number
  heightPx: number
  pixelRatio: number
  /** The first picture in view, and all images from there on. */
  first: number
  images: Uint32Array
  thumbnailOf: (image: number) => Thumbnail | undefined
  /** sRGB with alpha, [count, 4]: what the map shows them in. */
  colours: Uint8Array | undefined
  isSmooth: boolean
  /** The colour of what has not come yet. */
  waiting: string
}

const sheets = new WeakMap<Batch, HTMLCanvasElement>()

export function paint(canvas: HTMLCanvasElement, painting: Painting): void {
  const { widthPx, heightPx, pixelRatio, topPx, images, first, layout } = painting
  const [width, height] = [Math.round(widthPx * pixelRatio), Math.round(heightPx * pixelRatio)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.clearRect(0, 0, widthPx, heightPx)
  context.imageSmoothingEnabled = painting.isSmooth
  context.imageSmoothingQuality = 'high'
  images.forEach((image, k) => {
    const { left, top } = boxOf(first + k, layout)
    paintOne(context, image, left, top - topPx, painting)
  })
}

function paintOne(
  context: CanvasRenderingContext2D,
  image: number,
  x: number,
  y: number,
  { layout, thumbnailOf, colours, waiting }: Painting,
): void {
  const side = layout.pitchPx - gapPx
  const thumbnail = thumbnailOf(image)
  if (thumbnail) {
    const { place, batch } = thumbnail
    const [fromX, fromY] = [(place % across) * thumbnailSide, Math.floor(place / across) * thumbnailSide]
    context.drawImage(sheetOf(batch), fromX, fromY, thumbnailSide, thumbnailSide, x, y, side, side)
  } else {
    context.fillStyle = waiting
    context.fillRect(x, y, side, side)
  }
  if (!colours) return
  context.fillStyle = `rgb(${colours[4 * image]} ${colours[4 * image + 1]} ${colours[4 * image + 2]})`
  context.fillRect(x, y + side - stripePx, side, stripePx)
}

function sheetOf(batch: Batch): HTMLCanvasElement {
  const known = sheets.get(batch)
  if (known) return known
  const sheet = document.createElement('canvas')
  const { images, rgba } = batch
  sheet.width = across * thumbnailSide
  sheet.height = Math.ceil(images.length / across) * thumbnailSide
  const context = sheet.getContext('2d')
  const bytes = thumbnailSide * thumbnailSide * 4
  images.forEach((_, place) => {
    const pixels = new Uint8ClampedArray(rgba.subarray(place * bytes, (place + 1) * bytes))
    const [x, y] = [(place % across) * thumbnailSide, Math.floor(place / across) * thumbnailSide]
    context?.putImageData(new ImageData(pixels, thumbnailSide, thumbnailSide), x, y)
  })
  sheets.set(batch, sheet)
  return sheet
}
