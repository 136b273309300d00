/** What kind of picture a file is, and how large it says it is, read from its bytes. Nothing is decoded. */

type PictureKind = 'PNG' | 'JPEG' | 'WebP'

export interface PictureHeader {
  kind: PictureKind
  width: number
  height: number
}

/** Gives up to `length` bytes of a file from byte `at` on; fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Buffer>

const startBytes = 32

/** @returns undefined when the bytes are not those of a PNG, JPEG or WebP */
export async function pictureHeader(read: ReadAt): Promise<PictureHeader | undefined> {
  const start = await read(0, startBytes)
  if (start.length < startBytes) return undefined
  if (start.readUInt32BE(0) === 0x89504e47 && start.toString('latin1', 12, 16) === 'IHDR')
    return { kind: 'PNG', width: start.readUInt32BE(16), height: start.readUInt32BE(20) }
  if (start.readUInt16BE(0) === 0xffd8) return jpegHeader(read)
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP')
    return webpHeader(start)
  return undefined
}

/** A photo holds dozens; a file made to keep us reading holds more. */
const mostSegments = 2_000

/** Steps from segment to segment up to the frame header. Profiles before it may take hundreds of kilobytes. */
async function jpegHeader(read: ReadAt): Promise<PictureHeader | undefined> {
  for (let at = 2, n = 0; n < mostSegments; n++) {
    const bytes = await read(at, 9)
    if (bytes.length < 9 || bytes[0] !== 0xff) return undefined
    if (isFrame(bytes[1]!))
      return { kind: 'JPEG', height: bytes.readUInt16BE(5), width: bytes.readUInt16BE(7) }
    at += segmentLength(bytes)
  }
  return undefined
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** A marker may be preceded by any number of FF; the others are followed by their length. */
function segmentLength(bytes: Buffer): number {
  return bytes[1] === 0xff ? 1 : 2 + bytes.readUInt16BE(2)
}

function webpHeader(start: Buffer): PictureHeader | undefined {
  switch (start.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { kind: 'WebP', width: start.readUIntLE(24, 3) + 1, height: start.readUIntLE(27, 3) + 1 }
    case 'VP8 ':
      return { kind: 'WebP', width: start.readUInt16LE(26) & 0x3fff, height: start.readUInt16LE(28) & 0x3fff }
    case 'VP8L':
      return losslessHeader(start.readUInt32LE(21))
    default:
      return undefined
  }
}

/** Width and height less one, fourteen bits each. */
function losslessHeader(bits: number): PictureHeader {
  return { kind: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
}
