/** One texture with a picture per slot, each written over when its slot is used anew. */
import { DataTexture, LinearFilter, NearestFilter, RGBAFormat } from 'three'

/** Of a weak graphics card too. */
const widthPx = 2048

export class TerrainAtlas {
  readonly texture: DataTexture
  readonly columns: number
  readonly rows: number
  readonly #side: number
  /** Kept, so that a drawing context that was lost gets them again. */
  readonly #pixels: Uint8Array

  constructor(capacity: number, sidePx: number) {
    this.#side = sidePx
    this.columns = Math.max(1, Math.floor(widthPx / sidePx))
    this.rows = Math.ceil(capacity / this.columns)
    const [width, height] = [this.columns * sidePx, this.rows * sidePx]
    this.#pixels = new Uint8Array(4 * width * height)
    this.texture = new DataTexture(this.#pixels, width, height, RGBAFormat)
    this.setCrisp(false)
  }

  /** Whole, hard-edged pixels instead of smooth enlargement. */
  setCrisp(isCrisp: boolean): void {
    this.texture.magFilter = this.texture.minFilter = isCrisp ? NearestFilter : LinearFilter
    this.texture.needsUpdate = true
  }

  /** three uploads one row of pixels per range. */
  put(slot: number, rgba: Uint8Array): void {
    const stride = 4 * this.#side * this.columns
    const row = 4 * this.#side
    const start = Math.floor(slot / this.columns) * this.#side * stride + (slot % this.columns) * row
    for (let y = 0; y < this.#side; y++) {
      this.#pixels.set(rgba.subarray(y * row, (y + 1) * row), start + y * stride)
      this.texture.addUpdateRange(start + y * stride, row)
    }
    this.texture.needsUpdate = true
  }

  dispose(): void {
    this.texture.dispose()
  }
}
