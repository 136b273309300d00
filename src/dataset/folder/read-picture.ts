import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Image } from '@napi-rs/canvas'
import { resizeByArea } from '../pixels'
import { isPngWhole } from './png-chunks'
import { pictureHeader, type PictureHeader, type ReadAt } from './signature'

/** Why a picture was left out, in words for people. */
export class BrokenPictureError extends Error {
  override readonly name = 'BrokenPictureError'
}

const mostBytes = 64 * 1024 * 1024
const mostPixels = 64_000_000
/** A picture is first drawn this many times its final side; the exact average does the rest. */
const oversampling = 8

/**
 * Looks at the first bytes only.
 *
 * @returns false when the file is no picture at all
 * @throws BrokenPictureError when it is one that will not be read
 */
export async function isPicture(path: string): Promise<boolean> {
  return withFile(path, async (file) => {
    const header = await pictureHeader(reader(file))
    if (header) assertModest(header, (await file.stat()).size)
    return header !== undefined
  })
}

/**
 * The middle square of a picture, `side` x `side`, uint8 RGB, over white where it is transparent. A photo is turned
 * upright as its camera says.
 *
 * @throws BrokenPictureError when it cannot be decoded
 */
export async function readPicture(path: string, side: number): Promise<Uint8Array> {
  const { bytes, header } = await withFile(path, readChecked)
  const { loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes).catch(() => {
    throw damaged()
  })
  return middleSquare(image, header, side)
}

export const damaged = (): Error => new BrokenPictureError('it is damaged or cut off')

/** A link that took the place of a file since the folder was listed is not followed. */
export async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

const reader =
  (file: FileHandle): ReadAt =>
  async (at, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }

export async function readChecked(file: FileHandle): Promise<{ bytes: Buffer; header: PictureHeader }> {
  const header = await pictureHeader(reader(file))
  if (!header) throw new BrokenPictureError('it is not a PNG, JPEG or WebP picture')
  assertModest(header, (await file.stat()).size)
  const bytes = await file.readFile()
  assertWhole(header, bytes)
  return { bytes, header }
}

/** A small file can claim to be a gigantic picture: what it says is checked before anything is decoded. */
export function assertModest({ width, height }: PictureHeader, bytes: number): void {
  if (bytes > mostBytes) throw new BrokenPictureError('it is larger than 64 MB')
  if (!(width > 0 && height > 0)) throw new BrokenPictureError('it says that it has no size')
  if (width * height > mostPixels)
    throw new BrokenPictureError(`at ${width} x ${height} pixels it is too large`)
}

/** The decoder calls half a picture complete and leaves the rest transparent. */
export function assertWhole({ kind }: PictureHeader, bytes: Buffer): void {
  if (kind === 'PNG' && !isPngWhole(bytes)) throw damaged()
  if (kind === 'WebP' && bytes.readUInt32LE(4) + 8 > bytes.length) throw damaged()
}

async function middleSquare(image: Image, { kind }: PictureHeader, side: number): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const square = Math.min(image.width, image.height)
  const drawn = Math.min(square, side * oversampling)
  const context = createCanvas(drawn, drawn).getContext('2d')
  // Goes through halved copies. 'high' is a cubic filter on the full picture: it aliases (measured, 8 : 1).
  context.imageSmoothingQuality = 'medium'
  if (kind !== 'JPEG') {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, drawn, drawn)
  }
  const left = Math.floor((image.width - square) / 2)
  const top = Math.floor((image.height - square) / 2)
  context.drawImage(image, left, top, square, square, 0, 0, drawn, drawn)
  const { data } = context.getImageData(0, 0, drawn, drawn)
  // A JPEG has no transparency: where it is transparent it was never decoded.
  if (kind === 'JPEG' && data.some((value, i) => i % 4 === 3 && value < 255)) throw damaged()
  return resizeByArea(data, drawn, side)
}
