/** One texture with all thumbnails, filled piece by piece. */
import { DataTexture, LinearFilter, RGBAFormat } from 'three'

const columns = 64

export class Atlas {
  readonly texture: DataTexture
  readonly rows: number
  readonly columns = columns
  readonly count: number
  readonly #side: number
  readonly #pixels: Uint8Array

  /** Holds as many of `count` thumbnails as a texture of `maxTextureSize` can. */
  constructor(count: number, sidePx: number, maxTextureSize: number) {
    this.#side = sidePx
    this.rows = Math.max(1, Math.min(Math.ceil(count / columns), Math.floor(maxTextureSize / sidePx)))
    this.count = Math.min(count, this.rows * columns)
    const [width, height] = [columns * sidePx, this.rows * sidePx]
    this.#pixels = new Uint8Array(4 * width * height)
    this.texture = new DataTexture(this.#pixels, width, height, RGBAFormat)
    this.texture.magFilter = this.texture.minFilter = LinearFilter
    this.texture.needsUpdate = true
  }

  /** Writes thumbnails `start`, `start + 1`, ... and returns how many there were. Only their rows are uploaded. */
  put(start: number, rgba: Uint8Array): number {
    const bytes = 4 * this.#side ** 2
    const count = Math.min(Math.floor(rgba.length / bytes), this.count - start)
    for (let i = 0; i < count; i++) this.#copy(start + i, rgba.subarray(i * bytes, (i + 1) * bytes))
    if (count > 0) this.#touch(Math.floor(start / columns), Math.ceil((start + count) / columns))
    return Math.max(count, 0)
  }

  dispose(): void {
    this.texture.dispose()
  }

  /** three uploads one row of pixels per range, whatever the range's length. */
  #touch(firstRow: number, endRow: number): void {
    const stride = 4 * this.#side * columns
    for (let y = firstRow * this.#side; y < endRow * this.#side; y++) {
      this.texture.addUpdateRange(y * stride, stride)
    }
    this.texture.needsUpdate = true
  }

  #copy(index: number, thumbnail: Uint8Array): void {
    const stride = 4 * this.#side * columns
    const left = (index % columns) * this.#side * 4
    const top = Math.floor(index / columns) * this.#side
    for (let y = 0; y < this.#side; y++) {
      const row = thumbnail.subarray(4 * y * this.#side, 4 * (y + 1) * this.#side)
      this.#pixels.set(row, (top + y) * stride + left)
    }
  }
}
