import type { RgbPicture } from '../core/picture/crop'
import {
  assertModest,
  assertWhole,
  BrokenPictureError,
  damaged,
  readChecked,
  withFile,
} from './folder/read-picture'
import { pictureHeader, type PictureHeader } from './folder/signature'

/** A picture that is not part of any data set: a file, or what was on the clipboard. */
type PhotoFile = { path: string } | { bytes: Uint8Array }

/** The longer side that is kept, in pixels: a crop is at most 64 wide, and a face must still be found. */
const photoSide = 2048

/**
 * A whole photo, upright as its camera says, over white where it is transparent, and made smaller to `photoSide`.
 *
 * @throws BrokenPictureError in words for people
 */
export async function readPhoto(file: PhotoFile): Promise<RgbPicture> {
  const { bytes, header } = 'path' in file ? await readFile(file.path) : await checked(file.bytes)
  if (isAnimated(header, bytes)) throw new BrokenPictureError('it is animated, and a photo is one picture')
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes).catch(() => {
    throw damaged()
  })
  const scale = Math.min(1, photoSide / Math.max(image.width, image.height))
  const [width, height] = [image.width, image.height].map((size) => Math.max(1, Math.round(scale * size)))
  const context = createCanvas(width!, height!).getContext('2d')
  // Goes through halved copies, as 'high' does not.
  context.imageSmoothingQuality = 'medium'
  if (header.kind !== 'JPEG') {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width!, height!)
  }
  context.drawImage(image, 0, 0, width!, height!)
  return { width: width!, height: height!, rgb: opaque(context.getImageData(0, 0, width!, height!).data) }
}

const readFile = (path: string): ReturnType<typeof readChecked> =>
  withFile(path, readChecked).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP') throw new BrokenPictureError('it is a link')
    if (error.code === 'EISDIR') throw new BrokenPictureError('it is a folder')
    if (error.code === 'ENOENT') throw new BrokenPictureError('it is not there')
    throw error
  })

async function checked(given: Uint8Array): Promise<{ bytes: Buffer; header: PictureHeader }> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const header = await pictureHeader((at, length) => Promise.resolve(bytes.subarray(at, at + length)))
  if (!header) throw new BrokenPictureError('it is not a PNG, JPEG or WebP picture')
  assertModest(header, bytes.length)
  assertWhole(header, bytes)
  return { bytes, header }
}

/** An APNG says so before its pixels; a WebP in its flags. */
function isAnimated({ kind }: PictureHeader, bytes: Buffer): boolean {
  if (kind === 'WebP') return bytes.toString('latin1', 12, 16) === 'VP8X' && (bytes[20]! & 2) !== 0
  const pixels = kind === 'PNG' ? bytes.indexOf('IDAT') : -1
  return pixels > 0 && bytes.subarray(0, pixels).includes('acTL')
}

/** A JPEG has no transparency, and all else lies over white: where it is transparent it was never decoded. */
function opaque(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    if (rgba[from + 3]! < 255) throw damaged()
    rgb[to++] = rgba[from]!
    rgb[to++] = rgba[from + 1]!
    rgb[to++] = rgba[from + 2]!
  }
  return rgb
}
