/** Boxes of MP4 files. ISO/IEC 14496-12 */
import { mostXmpLength } from '../../core/recipe/xmp'
import { mostSteps, type Pieces } from './pieces'

/** XMP part 3, MPEG-4: a box of its own kind at the top of the file. */
const xmpUuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

/** @param mp4 a whole file, whose last box says its length */
export function mp4WithXmp(mp4: Uint8Array, packet: string): Uint8Array {
  const data = Buffer.from(packet, 'utf8')
  const head = Buffer.alloc(8)
  head.writeUInt32BE(24 + data.length, 0)
  head.write('uuid', 4, 'latin1')
  return Buffer.concat([mp4, head, xmpUuid, data])
}

export async function mp4Xmp(pieces: Pieces): Promise<string | undefined> {
  for (let at = 0, step = 0; at + 8 <= pieces.length && step < mostSteps; step++) {
    const head = await pieces.read(at, 32)
    const length = lengthOf(head)
    if (!length) return undefined
    if (head.toString('latin1', 4, 8) === 'uuid' && head.subarray(8, 24).equals(xmpUuid))
      return length <= mostXmpLength ? (await pieces.read(at + 24, length - 24)).toString('utf8') : undefined
    at += length
  }
  return undefined
}

/** Undefined for a box that reaches to the end of the file, or is shorter than its head. */
function lengthOf(head: Buffer): number | undefined {
  const short = head.readUInt32BE(0)
  if (short === 1) return head.length >= 16 ? atLeast(Number(head.readBigUInt64BE(8)), 16) : undefined
  return atLeast(short, 8)
}

const atLeast = (length: number, least: number): number | undefined => (length >= least ? length : undefined)
