/** Thumbnails of the images that are in view, wherever in the data set they are. */

export const thumbnailSide = 32
const bytesEach = thumbnailSide * thumbnailSide * 4
/** Small enough that one that is no longer wanted costs little. */
const batchSize = 96
/** About 32 MB. */
const mostBatches = 96

/** Thumbnails that came together: RGBA of each, one after the other. */
export interface Batch {
  images: Uint32Array
  rgba: Uint8Array
}

export interface Thumbnail {
  batch: Batch
  /** Which of its batch. */
  place: number
}

type Load = (images: Uint32Array, signal: AbortSignal) => Promise<Uint8Array>

/** Fetches what is in view, one batch after the other, gives up what has left it, and keeps what was seen last. */
export class PickedThumbnails {
  readonly #load: Load
  readonly #onchange: () => void
  readonly #known = new Map<number, Thumbnail>()
  /** Those seen last at the end. */
  readonly #batches = new Set<Batch>()
  #wanted: Uint32Array = new Uint32Array()
  #loading: { images: Uint32Array; giveUp: AbortController } | undefined
  /** Some did not come; nothing is fetched until it is asked for again. */
  hasFailed = false

  /** @param onchange some have come, or did not come */
  constructor(load: Load, onchange: () => void) {
    this.#load = load
    this.#onchange = onchange
  }

  /** Undefined until it has come. */
  of(image: number): Thumbnail | undefined {
    return this.#known.get(image)
  }

  /** These are in view, the first of them most of all. */
  want(images: Uint32Array): void {
    this.#wanted = images
    for (const image of images) this.#touch(this.#known.get(image)?.batch)
    const loading = this.#loading
    if (loading && !loading.images.some((image) => images.includes(image))) loading.giveUp.abort()
    if (!loading || loading.giveUp.signal.aborted) void this.#fetch()
  }

  tryAgain(): void {
    this.hasFailed = false
    void this.#fetch()
  }

  close(): void {
    this.#wanted = new Uint32Array()
    this.#loading?.giveUp.abort()
  }

  async #fetch(): Promise<void> {
    const images = this.#wanted.filter((image) => !this.#known.has(image)).subarray(0, batchSize)
    this.#loading = undefined
    if (images.length === 0 || this.hasFailed) return
    const giveUp = new AbortController()
    this.#loading = { images, giveUp }
    try {
      const rgba = await this.#load(images, giveUp.signal)
      this.#keep({ images, rgba })
    } catch {
      this.hasFailed = !giveUp.signal.aborted
    }
    if (giveUp.signal.aborted) return
    this.#onchange()
    await this.#fetch()
  }

  #keep(batch: Batch): void {
    if (batch.rgba.length < batch.images.length * bytesEach)
      throw new RangeError('some thumbnails are missing')
    this.#batches.add(batch)
    batch.images.forEach((image, place) => this.#known.set(image, { batch, place }))
    for (const oldest of this.#batches) {
      if (this.#batches.size <= mostBatches) return
      this.#batches.delete(oldest)
      for (const image of oldest.images)
        if (this.#known.get(image)?.batch === oldest) this.#known.delete(image)
    }
  }

  #touch(batch: Batch | undefined): void {
    if (batch && this.#batches.delete(batch)) this.#batches.add(batch)
  }
}
