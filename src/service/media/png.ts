/** Chunks of PNG files, and animations of them. https://www.w3.org/TR/png-3/ */
import { deflate } from 'node:zlib'
import { promisify } from 'node:util'
import { crc32 } from './crc32'

const deflated = promisify(deflate)
export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** Signature and IHDR, which is always first and of one length. */
const headLength = 8 + 25
const xmpKeyword = 'XML:com.adobe.xmp'

/** A picture with an XMP packet after its header. @param png as another encoder wrote it */
export function pngWithXmp(png: Uint8Array, packet: string): Uint8Array {
  return Buffer.concat([png.subarray(0, headLength), xmpChunk(packet), png.subarray(headLength)])
}

/** Text that is not compressed, in no language: XMP part 3, PNG. */
function xmpChunk(packet: string): Uint8Array {
  return chunk('iTXt', Buffer.from(`${xmpKeyword}\0\0\0\0\0${packet}`, 'utf8'))
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(12 + data.length)
  out.writeUInt32BE(data.length, 0)
  out.write(kind, 4, 'latin1')
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

/** A picture that moves, as programs that know only PNG show it: by its first frame. */
export class ApngWriter {
  readonly #width: number
  readonly #height: number
  readonly #fps: number
  readonly #head: Uint8Array[]
  readonly #frames: Uint8Array[] = []
  #sequence = 0

  /** @param count frames that will be added */
  constructor(size: { width: number; height: number }, count: number, fps: number, repeats: boolean) {
    this.#width = size.width
    this.#height = size.height
    this.#fps = fps
    const header = Buffer.alloc(13)
    header.writeUInt32BE(size.width, 0)
    header.writeUInt32BE(size.height, 4)
    header.set([8, 2, 0, 0, 0], 8)
    this.#head = [pngSignature, chunk('IHDR', header), chunk('acTL', numbers(count, repeats ? 0 : 1))]
  }

  addXmp(packet: string): void {
    this.#head.splice(2, 0, xmpChunk(packet))
  }

  /** @param rgba uint8 [height, width, 4]; all of it opaque */
  async add(rgba: Uint8Array): Promise<void> {
    const data = await deflated(filtered(rgba, this.#width, this.#height), { level: 3 })
    const isFirst = this.#sequence === 0
    const control = Buffer.concat([
      numbers(this.#sequence++, this.#width, this.#height, 0, 0),
      Buffer.from([0, 1, this.#fps >> 8, this.#fps & 255, 0, 0]),
    ])
    this.#frames.push(chunk('fcTL', control))
    this.#frames.push(
      isFirst ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([numbers(this.#sequence++), data])),
    )
  }

  finish(): Uint8Array {
    return Buffer.concat([...this.#head, ...this.#frames, chunk('IEND', new Uint8Array(0))])
  }
}

function numbers(...values: readonly number[]): Uint8Array {
  const out = Buffer.alloc(4 * values.length)
  values.forEach((value, i) => out.writeUInt32BE(value, 4 * i))
  return out
}

/** RGB rows, each as its difference from the one above: what is enlarged by whole pixels becomes zeros. */
function filtered(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const row = 3 * width + 1
  const out = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    out[y * row] = 2
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 4 + c
        out[y * row + 1 + 3 * x + c] = rgba[at]! - (y > 0 ? rgba[at - 4 * width]! : 0)
      }
  }
  return out
}
