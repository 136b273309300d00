import type { EditingView, GuestView, Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { EditedPlaces } from './edited-places.svelte'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import { SmallPictures } from './small-pictures.svelte'
import type { Workspace } from './workspace.svelte'

/** A picture beside the data, as it is shown. */
export interface ShownGuest extends Omit<GuestView, 'code'> {
  /** As it was added, not as it is edited. */
  picture: Images | undefined
}

/** The pictures beside the data of the shown model: found, chosen, named, removed. */
export class Guests {
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #editor: Editor
  readonly #pictures: SmallPictures
  readonly #places: EditedPlaces

  readonly all: readonly ShownGuest[] = $derived.by(() => {
    const { latent } = this.#workspace
    if (!latent) return []
    return latent.guests.map(({ image, name, kind, parents = [] }) => {
      return { image, name, kind, parents, picture: this.#pictures.of(latent.datasetId, image) }
    })
  })
  /** Where they lie as they are edited; the selected one is drawn by the map itself. */
  readonly onMap = $derived.by(() => {
    if (!this.#editor.dragMap) return []
    const others = this.all.filter(({ image }) => image !== this.#editor.selected)
    return others.map(({ image, name, picture }) => {
      return { image, name, picture, pointInMap: this.#places.of(image) }
    })
  })

  constructor(service: Service, workspace: Workspace, editor: Editor) {
    this.#service = service
    this.#workspace = workspace
    this.#editor = editor
    this.#pictures = new SmallPictures(service)
    this.#places = new EditedPlaces(editor, workspace)
  }

  /** What a mix is mixed of; each once. */
  parentsOf({ parents = [] }: ShownGuest): { image: number; picture: Images | undefined }[] {
    const datasetId = this.#workspace.latent?.datasetId ?? ''
    const once = parents.filter((image, i) => parents.indexOf(image) === i)
    return once.map((image) => ({ image, picture: this.#pictures.of(datasetId, image) }))
  }

  /** A draw of the model's prior, selected. */
  addSample(): Promise<void> {
    const seed = Math.floor(Math.random() * 2 ** 32)
    return this.#ask('make a random picture', (modelId) =>
      this.#service.call('guest.add', { modelId, wish: { kind: 'sample', seed } }),
    )
  }

  rename(image: number, name: string): Promise<void> {
    return this.#ask('rename the picture', (modelId) =>
      this.#service.call('guest.rename', { modelId, image, name }),
    )
  }

  remove(image: number): Promise<void> {
    return this.#ask('remove the picture', (modelId) =>
      this.#service.call('guest.remove', { modelId, image }),
    )
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #ask(doing: string, call: (modelId: string) => Promise<EditingView>): Promise<void> {
    const modelId = this.#workspace.latent?.modelId
    if (modelId === undefined) return
    this.failure = undefined
    try {
      await this.#editor.take(() => call(modelId))
    } catch (error) {
      this.failure = failureOf(doing, error)
    }
  }
}
