import type { Attribute } from '../../../core/records/attribute'
import type { LatentView } from '../../../protocol/api'
import { orderOf, squaredDistances } from './image-order'

/** No attribute is called that: names of attributes have no control characters. */
const mark = '\u0001'
/** What the images can be in the order of, beside their labels. */
export const [byNumber, byColour, byNearness] = [`${mark}number`, `${mark}colour`, `${mark}nearness`]

interface Shown {
  readonly latent: LatentView | undefined
  readonly attributes: readonly Attribute[]
  readonly selection: { readonly hidden: Uint8Array | undefined }
}

interface Edited {
  /** The code of the selected image, edited as it is. */
  readonly z: Float32Array | undefined
  readonly isHeld: boolean
}

/** What colours the map: amounts, or places of classes in their legend. */
interface Colouring {
  readonly values: Float32Array
}

/** The images that are shown, in an order that is chosen. */
export class ImageGrid {
  readonly #shown: Shown
  readonly #edited: Edited
  readonly #colouring: () => Colouring | undefined
  #by = $state(byNumber)
  isDescending = $state(false)
  /** Not a state: what the code was before it was taken in hand. */
  #still: Float32Array | undefined

  readonly #amounts: Float32Array | undefined = $derived.by(() => this.#amountsBy(this.by))
  /** Another array whenever another order, or others, are shown. */
  readonly images: Uint32Array = $derived.by(() =>
    orderOf(this.#shown.latent?.count ?? 0, this.#amounts, this.#shown.selection.hidden, this.isDescending),
  )

  constructor(shown: Shown, edited: Edited, colouring: () => Colouring | undefined) {
    this.#shown = shown
    this.#edited = edited
    this.#colouring = colouring
  }

  /** What they are in the order of; by number where that is not to be had. */
  get by(): string {
    const isLabel = this.#shown.attributes.some(({ name }) => name === this.#by)
    return isLabel || this.#by.startsWith(mark) ? this.#by : byNumber
  }

  /** Of labels the most comes first. */
  set by(by: string) {
    this.#by = by
    this.isDescending = !by.startsWith(mark)
  }

  /** Why the images are not in the order that is asked for; undefined when they are. */
  get lacks(): string | undefined {
    if (this.by === byColour && !this.#colouring()) return 'The map has no colours to go by.'
    if (this.by === byNearness && !this.#edited.z) return 'Select an image to see what is near to it.'
    return undefined
  }

  #amountsBy(by: string): Float32Array | undefined {
    if (by === byColour) return this.#colouring()?.values
    if (by === byNearness) return this.#nearness()
    return this.#shown.attributes.find(({ name }) => name === by)?.values
  }

  /** While a point is in the hand the pictures stay where they are. */
  #nearness(): Float32Array | undefined {
    if (!this.#edited.isHeld) this.#still = this.#edited.z
    const { latent } = this.#shown
    return latent && this.#still ? squaredDistances(latent.mu, this.#still) : undefined
  }
}
