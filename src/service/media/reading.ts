/** The XMP packet of a picture or video. Files come from anywhere: nothing is read that is not asked for by length. */
import { open, type FileHandle } from 'node:fs/promises'
import { mostXmpLength } from '../../core/recipe/xmp'
import { pngSignature } from './png'
import { mp4Xmp } from './mp4'
import { mostSteps, type Pieces } from './pieces'
import { webmXmp } from './webm'

/** Undefined when there is none, or the file is of another kind or damaged. */
export async function xmpOfFile(path: string): Promise<string | undefined> {
  const file = await open(path, 'r')
  try {
    return await xmpOfPieces(await piecesOf(file))
  } finally {
    await file.close()
  }
}

async function piecesOf(file: FileHandle): Promise<Pieces> {
  const { size } = await file.stat()
  return {
    length: size,
    read: async (at, length) => {
      const wanted = Math.max(0, Math.min(length, size - at))
      const buffer = Buffer.alloc(wanted)
      const { bytesRead } = await file.read(buffer, 0, wanted, at)
      return buffer.subarray(0, bytesRead)
    },
  }
}

export async function xmpOfPieces(pieces: Pieces): Promise<string | undefined> {
  const head = await pieces.read(0, 12)
  if (head.subarray(0, 8).equals(pngSignature)) return pngXmp(pieces)
  if (head.toString('latin1', 0, 4) === 'GIF8') return gifXmp(pieces)
  if (head.toString('latin1', 4, 8) === 'ftyp') return mp4Xmp(pieces)
  return head.length === 12 && head.readUInt32BE(0) === 0x1a45dfa3 ? webmXmp(pieces) : undefined
}

async function pngXmp(pieces: Pieces): Promise<string | undefined> {
  for (let at = 8, step = 0; at + 12 <= pieces.length && step < mostSteps; step++) {
    const head = await pieces.read(at, 8)
    const [length, kind] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (kind === 'iTXt' && length <= mostXmpLength) {
      const text = await pieces.read(at + 8, length)
      // Keyword, and five bytes that say: not compressed, no language, no translation.
      if (text.toString('latin1', 0, 18) === 'XML:com.adobe.xmp\0' && text[18] === 0)
        return text.toString('utf8', 22)
    }
    if (kind === 'IEND') return undefined
    at += 12 + length
  }
  return undefined
}

/** Ours lies before the first picture; so only the beginning is looked through. */
async function gifXmp(pieces: Pieces): Promise<string | undefined> {
  const head = await pieces.read(0, mostXmpLength)
  const start = head.indexOf('XMP DataXMP', 0, 'latin1')
  const end = head.indexOf('<?xpacket end=', start, 'latin1')
  return start >= 0 && end >= 0 ? head.toString('utf8', start + 11, end) : undefined
}
