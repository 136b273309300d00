import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

type Format = 'png' | 'jpeg' | 'webp'

/** A real encoded picture for tests. */
export async function drawn(
  width: number,
  height: number,
  format: Format,
  draw: (context: SKRSContext2D) => void,
): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  draw(canvas.getContext('2d'))
  if (format === 'png') return canvas.encode('png')
  return format === 'jpeg' ? canvas.encode('jpeg', 95) : canvas.encode('webp', 95)
}

export const plain = (colour: string, format: Format = 'png', side = 20): Promise<Buffer> =>
  drawn(side, side, format, (context) => {
    context.fillStyle = colour
    context.fillRect(0, 0, side, side)
  })

/** The JPEG with further segments (marker, content) right after its start. */
export function withSegments(jpeg: Buffer, segments: readonly [number, Buffer][]): Buffer {
  const extra = segments.map(([marker, content]) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, content])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...extra, jpeg.subarray(2)])
}
