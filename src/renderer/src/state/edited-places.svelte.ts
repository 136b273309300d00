import type { DragMap } from '../../../core/editing/dragging'
import type { Operation } from '../../../core/records/edit'
import type { EditingView, LatentView } from '../../../protocol/api'
import { operationsByImage } from './operations-of'
import { PlaceCache } from './place-cache'

/** A line over the map: from a point, or a place, to a place, [dimensions] each. */
export interface Way {
  role: 'moved'
  through: readonly [number | readonly number[], readonly number[]]
}

interface Shown {
  readonly latent: LatentView | undefined
  readonly dragMap: DragMap | undefined
  readonly selected: number | undefined
}

interface Marked {
  readonly editing: EditingView
  readonly selection: { readonly indices: ReadonlySet<number> }
}

/** Of more than these the way is not drawn: one would see nothing but lines. */
export const mostWays = 300

/** Where the edits of marked images lie. Their points stay where the data are; a way leads from them to the edit. */
export class EditedPlaces {
  readonly #shown: Shown
  readonly #marked: Marked
  readonly #places = new PlaceCache()

  /** The operations of each edited image of the shown model. */
  readonly committed: ReadonlyMap<number, readonly Operation[]> = $derived.by(() =>
    operationsByImage(this.#marked.editing.edits, this.#shown.latent?.modelId),
  )
  /** The selected image's own has a marker already. */
  readonly ways: readonly Way[] = $derived.by(() => {
    const { indices } = this.#marked.selection
    if (indices.size === 0) return []
    const isDrawn = ([image, { length }]: [number, readonly Operation[]]): boolean =>
      length > 0 && indices.has(image) && image !== this.#shown.selected
    const drawn = [...this.committed].filter(isDrawn).slice(0, mostWays)
    return drawn.map(([image]) => ({ role: 'moved', through: [image, this.of(image)] }))
  })

  constructor(shown: Shown, marked: Marked) {
    this.#shown = shown
    this.#marked = marked
  }

  /** [dimensions] */
  of(image: number): readonly number[] {
    const { latent, dragMap: map } = this.#shown
    return latent && map ? this.#places.of(image, this.committed.get(image) ?? [], latent, map) : []
  }
}
