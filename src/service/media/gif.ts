/** Animated GIF (GIF89a). https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
import { lzw } from './lzw'
import type { Palette } from './palette'

const byteOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const short = (value: number): number[] => [value & 255, value >> 8]

/** Parts of a file, in their order, for one size and one palette. */
export class GifWriter {
  readonly #width: number
  readonly #height: number
  readonly #depth: number
  readonly #parts: Uint8Array[] = []
  #frames = 0
  readonly #fps: number

  /** @param repeats shown over and over, or once */
  constructor(size: { width: number; height: number }, palette: Palette, fps: number, repeats: boolean) {
    this.#width = size.width
    this.#height = size.height
    this.#fps = fps
    const colours = palette.colours.length / 3
    this.#depth = Math.max(2, Math.ceil(Math.log2(colours)))
    const table = new Uint8Array(3 << this.#depth)
    table.set(palette.colours)
    const screen = [...short(size.width), ...short(size.height), 0xf0 | (this.#depth - 1), 0, 0]
    this.#parts.push(byteOf('GIF89a'), Uint8Array.from(screen), table)
    if (repeats)
      this.#parts.push(Uint8Array.of(0x21, 0xff, 11), byteOf('NETSCAPE2.0'), Uint8Array.of(3, 1, 0, 0, 0))
  }

  /** XMP as Adobe's specification (part 3, GIF) lays it down: raw text, with a tail that leads any reader out of it. */
  addXmp(packet: string): void {
    const tail = Uint8Array.from({ length: 258 }, (_, i) => (i === 0 ? 1 : i === 257 ? 0 : 256 - i))
    this.#parts.push(Uint8Array.of(0x21, 0xff, 11), byteOf('XMP DataXMP'), byteOf(packet), tail)
  }

  addComment(text: string): void {
    const bytes = byteOf(text).subarray(0, 255)
    this.#parts.push(Uint8Array.of(0x21, 0xfe, bytes.length), bytes, Uint8Array.of(0))
  }

  /** @param indices places in the palette, uint8 [height, width] */
  add(indices: Uint8Array): void {
    const delay = this.#endOf(this.#frames + 1) - this.#endOf(this.#frames)
    this.#frames++
    const control = [0x21, 0xf9, 4, 4, ...short(delay), 0, 0]
    const place = [0x2c, 0, 0, 0, 0, ...short(this.#width), ...short(this.#height), 0]
    this.#parts.push(Uint8Array.from([...control, ...place]), lzw(indices, this.#depth))
  }

  /** Hundredths of a second: rounded from the beginning, so that the whole is as long as it should be. */
  #endOf(frame: number): number {
    return Math.round((frame * 100) / this.#fps)
  }

  finish(): Uint8Array {
    return Buffer.concat([...this.#parts, Uint8Array.of(0x3b)])
  }
}
