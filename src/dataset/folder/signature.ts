/** What kind of picture a file is, and how large it says it is, read from its first bytes. Nothing is decoded. */

export type PictureKind = 'PNG' | 'JPEG' | 'WebP'

export interface PictureHeader {
  kind: PictureKind
  width: number
  height: number
}

/** @returns undefined when the bytes are not the start of a PNG, JPEG or WebP */
export function pictureHeader(bytes: Buffer): PictureHeader | undefined {
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { kind: 'PNG', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegHeader(bytes)
  if (
    bytes.length >= 30 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP'
  )
    return webpHeader(bytes)
  return undefined
}

/** Walks the segments to the frame header (SOF0 to SOF15, without DHT, JPG and DAC). */
function jpegHeader(bytes: Buffer): PictureHeader | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return { kind: 'JPEG', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

function webpHeader(bytes: Buffer): PictureHeader | undefined {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { kind: 'WebP', width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    case 'VP8 ':
      return { kind: 'WebP', width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L':
      return losslessHeader(bytes.readUInt32LE(21))
    default:
      return undefined
  }
}

/** Width and height less one, fourteen bits each. */
function losslessHeader(bits: number): PictureHeader {
  return { kind: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
}
