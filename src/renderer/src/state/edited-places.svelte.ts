import { placeOfEdit, type DragMap } from '../../../core/editing/dragging'
import type { Operation } from '../../../core/records/edit'
import type { EditingView, LatentView } from '../../../protocol/api'

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
  #known = new Map<number, { operations: string; map: DragMap; place: readonly number[] }>()

  /** The operations of each edited image of the shown model. */
  readonly committed: ReadonlyMap<number, readonly Operation[]> = $derived.by(() => {
    const modelId = this.#shown.latent?.modelId
    const own = this.#marked.editing.edits.filter((edit) => edit.modelId === modelId)
    return new Map(own.map(({ image, operations }) => [image, operations]))
  })
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

  /** Remembered, since on a map without a formula it takes a while. [dimensions] */
  of(image: number): readonly number[] {
    const { latent, dragMap: map } = this.#shown
    if (!latent || !map) return []
    const operations = this.committed.get(image) ?? []
    const words = JSON.stringify(operations)
    const known = this.#known.get(image)
    if (known?.map === map && known.operations === words) return known.place
    const place = placeOfEdit(image, operations, latent, map)
    if (this.#known.size > 4 * mostWays) this.#known.clear()
    this.#known.set(image, { operations: words, map, place })
    return place
  }
}
