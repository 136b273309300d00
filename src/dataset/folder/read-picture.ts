import { open, readFile } from 'node:fs/promises'
import { resizeByArea, rgbOverWhite } from '../pixels'
import { pictureHeader } from './signature'

/** Why a picture was left out, in words for people. */
export class BrokenPictureError extends Error {
  override readonly name = 'BrokenPictureError'
}

const mostBytes = 64 * 1024 * 1024
const mostPixels = 64_000_000
const headerBytes = 64 * 1024
/** A picture is first drawn this many times its final side; the exact average does the rest. */
const oversampling = 8

/** Looks at the first bytes only. @throws BrokenPictureError */
export async function checkPicture(path: string, bytes: number): Promise<void> {
  if (bytes > mostBytes) throw new BrokenPictureError('it is larger than 64 MB')
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
    checkHeader(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** A small file can claim to be a gigantic picture: what it says is checked before anything is decoded. */
function checkHeader(bytes: Buffer): void {
  const header = pictureHeader(bytes)
  if (!header) throw new BrokenPictureError('it is not a PNG, JPEG or WebP picture')
  if (!(header.width > 0 && header.height > 0)) throw new BrokenPictureError('it says that it has no size')
  if (header.width * header.height > mostPixels)
    throw new BrokenPictureError(`at ${header.width} x ${header.height} pixels it is too large`)
}

/**
 * The middle square of a picture, `side` x `side`, uint8 RGB.
 *
 * @throws BrokenPictureError when it cannot be decoded
 */
export async function readPicture(path: string, side: number): Promise<Uint8Array> {
  const bytes = await readFile(path)
  checkHeader(bytes)
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes).catch(() => {
    throw new BrokenPictureError('it is damaged or cut off')
  })
  const square = Math.min(image.width, image.height)
  const drawn = Math.min(square, side * oversampling)
  const canvas = createCanvas(drawn, drawn)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  const [left, top] = [(image.width - square) / 2, (image.height - square) / 2]
  context.drawImage(image, left, top, square, square, 0, 0, drawn, drawn)
  const { data } = context.getImageData(0, 0, drawn, drawn)
  return rgbOverWhite(resizeByArea(data, drawn, side), side * side)
}
