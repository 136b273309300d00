import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { TileQueue } from './tile-queue'

interface Wanted {
  place: number
  z: Float32Array
}

/**
 * Pictures of some codes, each at its place, decoded a few at a time so that no drag waits for them. A picture stays
 * until the next one for its place has come; what has not changed is not decoded again.
 */
export class IdlePictures {
  /** By place; undefined until the first has come. */
  pictures: readonly (Images | undefined)[] = $state.raw([])
  readonly #service: Service
  readonly #queue: TileQueue<Wanted>
  /** What each picture is of. */
  #drawn: (Float32Array | undefined)[] = []
  #modelId = ''
  #size = { width: 0, height: 0 }
  /** Counted up with every wish: what comes late for an older one has no place any more. */
  #era = 0

  constructor(service: Service) {
    this.#service = service
    this.#queue = new TileQueue((wanted) => this.#decode(wanted))
  }

  want(modelId: string, codes: readonly Float32Array[]): void {
    const era = ++this.#era
    if (modelId !== this.#modelId) this.#forget(modelId)
    this.#drawn.length = codes.length
    if (this.pictures.length !== codes.length)
      this.pictures = Array.from({ length: codes.length }, (_, i) => this.pictures[i])
    const tiles = codes
      .map((z, place) => ({ place, z }))
      .filter(({ z, place }) => !isSame(z, this.#drawn[place]))
    const put = (tile: Wanted, rgba: Uint8Array): void => {
      if (era === this.#era) this.#put(tile, rgba)
    }
    this.#queue.want({ tiles, put })
  }

  /** Nothing is decoded while the hand is busy. */
  pause(isPaused: boolean): void {
    this.#queue.pause(isPaused)
  }

  #forget(modelId: string): void {
    this.#modelId = modelId
    this.#drawn = []
    this.pictures = []
  }

  #put({ place, z }: Wanted, rgba: Uint8Array): void {
    this.#drawn[place] = z
    this.pictures = this.pictures.with(place, { ...this.#size, count: 1, rgba })
  }

  async #decode(wanted: readonly Wanted[]): Promise<Uint8Array> {
    const z = Float32Array.from(wanted.flatMap((one) => [...one.z]))
    const request = { modelId: this.#modelId, z, count: wanted.length }
    const { width, height, rgba } = await this.#service.call('latent.decode', request)
    this.#size = { width, height }
    return rgba
  }
}

function isSame(a: Float32Array, b: Float32Array | undefined): boolean {
  return b?.length === a.length && a.every((x, i) => x === b[i])
}
