import { enlarge } from './pixels'

/** A picture in RGBA, uint8 [height, width, 4]. */
export interface Picture {
  width: number
  height: number
  rgba: Uint8Array
}

/** PNG bytes of a picture, each pixel enlarged to `scale` x `scale`. */
export async function encodePng({ width, height, rgba }: Picture, scale = 1): Promise<Uint8Array> {
  const { createCanvas, ImageData } = await import('@napi-rs/canvas')
  const canvas = createCanvas(width * scale, height * scale)
  const pixels = new Uint8ClampedArray(enlarge(rgba, width, height, scale))
  canvas.getContext('2d').putImageData(new ImageData(pixels, width * scale, height * scale), 0, 0)
  return canvas.encode('png')
}

export interface SheetRow {
  label: string
  pictures: Picture[]
}

const margin = 16
const labelWidth = 150

/** A contact sheet: rows of pictures of one size, enlarged by `scale`, with a title and a label before each row. */
export async function contactSheet(
  title: string,
  rows: readonly SheetRow[],
  scale: number,
): Promise<Uint8Array> {
  const { createCanvas, ImageData } = await import('@napi-rs/canvas')
  const first = rows[0]?.pictures[0]
  if (!first) throw new RangeError('a contact sheet needs a picture')
  const [stepX, stepY] = [first.width * scale + 8, first.height * scale + 8]
  const columns = Math.max(...rows.map(({ pictures }) => pictures.length))
  const canvas = createCanvas(
    2 * margin + labelWidth + columns * stepX,
    3 * margin + 24 + rows.length * stepY,
  )
  const context = canvas.getContext('2d')
  context.fillStyle = '#14151a'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#f2f2f5'
  context.font = '18px sans-serif'
  context.fillText(title, margin, margin + 18)
  context.font = '14px sans-serif'
  for (const [r, { label, pictures }] of rows.entries()) {
    const y = 2 * margin + 24 + r * stepY
    context.fillText(label, margin, y + stepY / 2)
    for (const [c, { width, height, rgba }] of pictures.entries()) {
      const pixels = new Uint8ClampedArray(enlarge(rgba, width, height, scale))
      const data = new ImageData(pixels, width * scale, height * scale)
      context.putImageData(data, margin + labelWidth + c * stepX, y)
    }
  }
  return canvas.encode('png')
}
