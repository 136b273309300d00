import { placeOfEdit, type DragMap } from '../../../core/editing/dragging'
import type { Operation } from '../../../core/records/edit'
import type { LatentView } from '../../../protocol/api'

const mostKept = 1200

/** Where edits lie on a map: remembered, since without a formula finding it takes a while. */
export class PlaceCache {
  readonly #known = new Map<number, { operations: string; map: DragMap; place: readonly number[] }>()

  /** [dimensions] */
  of(image: number, operations: readonly Operation[], latent: LatentView, map: DragMap): readonly number[] {
    const words = JSON.stringify(operations)
    const known = this.#known.get(image)
    if (known?.map === map && known.operations === words) return known.place
    const place = placeOfEdit(image, operations, latent, map)
    if (this.#known.size >= mostKept) this.#known.clear()
    this.#known.set(image, { operations: words, map, place })
    return place
  }
}
