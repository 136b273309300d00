import type { GridFace, GridKind, GridRecord } from '../../../core/records/grid'
import { mostGridFaces } from '../../../core/records/grid'
import { codesOfGrid } from '../../../core/variations/grid'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import { operationsOf } from './operations-of'
import type { Workspace } from './workspace.svelte'

/** The faces and pictures of one grid of variations. */
export class Variations {
  failure: Failure | undefined = $state.raw()
  /** Row by row, as far as they have come. */
  rows: readonly Images[] = $state.raw([])
  grid: GridRecord | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #editor: Editor
  /** Counted up with each grid: pictures of an older one are dropped. */
  #era = 0

  constructor(service: Service, workspace: Workspace, editor: Editor) {
    this.#service = service
    this.#workspace = workspace
    this.#editor = editor
  }

  /** Begins with what is selected and the concept that says most. */
  begin(kind: GridKind = 'amounts'): void {
    const ids = this.#editor.latent?.concepts.map(({ id }) => id) ?? []
    const conceptIds = this.grid?.conceptIds.filter((id) => ids.includes(id)) ?? []
    const chosen = [...conceptIds, ...ids.filter((id) => !conceptIds.includes(id))].slice(0, 2)
    void this.show({
      version: 1,
      kind,
      faces: this.#faces(),
      conceptIds: chosen,
      amounts: [-3, -2, -1, 0, 1, 2, 3],
    })
  }

  async show(grid: GridRecord): Promise<void> {
    const era = ++this.#era
    const { latent } = this.#editor
    this.grid = grid
    this.rows = []
    this.failure = undefined
    if (!latent) return
    try {
      for (const codes of codesOfGrid(grid, latent)) {
        const z = new Float32Array(codes.length * latent.latentSize)
        codes.forEach((code, i) => z.set(code, i * latent.latentSize))
        const request = { modelId: latent.modelId, z, count: codes.length }
        const row = await this.#service.call('latent.decode', request)
        if (era !== this.#era) return
        this.rows = [...this.rows, row]
      }
    } catch (error) {
      if (era === this.#era) this.failure = failureOf('make the grid', error)
    }
  }

  /** The selected face first, then the marked ones, each as it is edited. */
  #faces(): GridFace[] {
    const { selected, latent } = this.#editor
    const others = [...this.#workspace.selection.indices].filter((image) => image !== selected)
    const images = selected === undefined ? others : [selected, ...others]
    const { edits } = this.#workspace.editing
    return images.slice(0, mostGridFaces).map((image) => {
      return { image, operations: [...operationsOf(edits, latent?.modelId, image)] }
    })
  }
}
