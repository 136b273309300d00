import type { Attribute } from '../../../core/records/attribute'
import type { DatasetRecord } from '../../../core/records/dataset'
import type {
  BuildRequest,
  DocumentView,
  EditingView,
  FolderScan,
  LatentView,
  ModelMaps,
  ServiceApi,
  TaskProgress,
} from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { failureOf, isCancelled, type Failure } from './failures'
import { Selection } from './selection.svelte'
import type { ThumbnailSource } from './thumbnails'

/** Of a document in which nothing has been done. */
export const untouched: EditingView = {
  edits: [],
  marks: [],
  timelines: [],
  selected: null,
  step: 0,
  canUndo: false,
  canRedo: false,
}

/** The open document: what it holds, which model is shown, and the long tasks on it. */
export class Workspace {
  document: DocumentView | undefined = $state.raw()
  latent: LatentView | undefined = $state.raw()
  attributes: readonly Attribute[] = $state.raw([])
  /** As the service last told it; the editor keeps it up to date. */
  editing: EditingView = $state.raw(untouched)
  task: TaskProgress | undefined = $state.raw()
  failure: Failure | undefined = $state.raw()
  isOpening = $state(false)
  /** Called after another model is shown. */
  onshown: () => void = () => {}
  /** The images of the shown data set that are worked on together, and those that are hidden. */
  readonly selection: Selection
  readonly #service: Service
  #cancelling = new AbortController()
  #scanning = new AbortController()
  #newestScan: Promise<FolderScan | undefined> | undefined
  /** Counted up with every model asked for: an answer to an older question shows nothing. */
  #asked = 0
  #acted = 0

  readonly #datasetId = $derived(this.latent?.datasetId)
  readonly #count = $derived(this.latent?.count ?? 0)
  /** Stays the same while the same data set is shown, so that thumbnails are fetched once. */
  readonly thumbnailSource: ThumbnailSource | undefined = $derived(
    this.#datasetId === undefined ? undefined : this.#thumbnailsOf(this.#datasetId, this.#count),
  )

  constructor(service: Service) {
    this.#service = service
    this.selection = new Selection(service, this)
    service.on('task.progress', (task) => (this.task = task.done < task.total ? task : undefined))
    service.on('document.changed', (document) => this.#change(document))
    service.on('concept.changed', ({ modelId, concepts }) => {
      if (this.latent?.modelId === modelId) this.latent = { ...this.latent, concepts }
    })
    service.on('guest.changed', ({ modelId, guests }) => {
      if (this.latent?.modelId === modelId) this.latent = { ...this.latent, guests }
    })
    // A task's last report may say less than all; what comes after it says that it is over.
    service.on('train.state', () => (this.task = undefined))
    service.on('model.ready', ({ modelId }) => {
      this.task = undefined
      void this.openModel(modelId)
    })
  }

  get currentDataset(): DatasetRecord | undefined {
    return this.document?.datasets.find(({ id }) => id === this.latent?.datasetId)
  }

  create(path: string): Promise<void> {
    return this.#openWith('make the document', () => this.#service.call('document.create', { path }))
  }

  openDocument(path: string): Promise<void> {
    return this.#openWith('open the document', () => this.#service.call('document.open', { path }))
  }

  openDemo(path: string): Promise<void> {
    return this.#openWith('open the demo', () => this.#service.call('document.openDemo', { path }))
  }

  async openModel(modelId: string): Promise<void> {
    const question = ++this.#asked
    await this.#attempt('open the model', async () => {
      const latent = await this.#service.call('latent.open', { modelId })
      if (question !== this.#asked) return
      const { datasetId } = latent
      if (datasetId !== this.latent?.datasetId) this.attributes = []
      this.latent = latent
      this.onshown()
      const attributes = await this.#service.call('dataset.attributes', { datasetId })
      if (datasetId === this.latent?.datasetId) this.attributes = attributes
    })
  }

  /** Shows the open model by another of its maps. */
  showMap(modelId: string, { maps, map }: ModelMaps): void {
    if (this.latent?.modelId === modelId) this.latent = { ...this.latent, maps, map }
  }

  renameModel(modelId: string, name: string): Promise<void> {
    return this.#attempt('rename the model', async () => {
      this.#change(await this.#service.call('model.rename', { modelId, name }))
    })
  }

  removeModel(modelId: string): Promise<void> {
    return this.#attempt('delete the model', async () => {
      const document = await this.#service.call('model.remove', { modelId })
      this.editing = document.editing
      this.#change(document)
    })
  }

  buildDataset(request: BuildRequest): Promise<void> {
    return this.#perform('draw the pictures', 'dataset.build', request)
  }

  /**
   * Looks at a folder of pictures; nothing is written. A folder that is asked for while another is still being read
   * takes its place, and both callers are told of it.
   */
  scanFolder(folder: string): Promise<FolderScan | undefined> {
    this.#scanning.abort()
    const scan: Promise<FolderScan | undefined> = this.#scan(folder).then((found) =>
      scan === this.#newestScan ? found : this.#newestScan,
    )
    this.#newestScan = scan
    return scan
  }

  importFolder(folder: string, name: string): Promise<void> {
    return this.#perform('import the pictures', 'dataset.import', { folder, name })
  }

  /** Takes a step in the history of the document; only the newest step's answer is shown. @throws what `step` throws */
  async act(step: () => Promise<EditingView>): Promise<void> {
    const number = ++this.#acted
    const editing = await step()
    if (number === this.#acted) this.editing = editing
  }

  cancelTask(): void {
    this.#cancelling.abort()
    this.#scanning.abort()
    this.task = undefined
  }

  dismiss(): void {
    this.failure = undefined
  }

  async #openWith(doing: string, open: () => Promise<DocumentView>): Promise<void> {
    this.isOpening = true
    await this.#attempt(doing, async () => this.#show(await open()))
    this.isOpening = false
  }

  async #show(document: DocumentView): Promise<void> {
    this.document = document
    this.editing = document.editing
    this.selection.forget()
    // Set once a model has codes and a map; one that was interrupted before has none to show.
    const modelId = document.currentModelId
    if (modelId) return this.openModel(modelId)
    this.#asked++
    this.latent = undefined
    this.attributes = []
    this.onshown()
  }

  /** The model that is shown may be no more. */
  #change(document: DocumentView): void {
    const shown = this.latent?.modelId
    if (shown === undefined || document.models.some(({ id }) => id === shown)) this.document = document
    else void this.#show(document)
  }

  async #scan(folder: string): Promise<FolderScan | undefined> {
    const { signal } = (this.#scanning = new AbortController())
    let scan: FolderScan | undefined
    await this.#attempt('read the pictures', async () => {
      scan = await this.#service.call('dataset.scan', { folder }, { signal })
    })
    if (!signal.aborted) this.task = undefined
    return scan
  }

  /** A long task that adds something to the document. */
  async #perform<M extends 'dataset.build' | 'dataset.import'>(
    doing: string,
    method: M,
    request: Parameters<ServiceApi[M]>[0],
  ): Promise<void> {
    const { signal } = (this.#cancelling = new AbortController())
    this.task = { label: 'Getting ready', done: 0, total: 1 }
    await this.#attempt(doing, async () => {
      await this.#service.call(method, request, { signal })
      this.document = (await this.#service.call('document.current', {})) ?? this.document
    })
    this.task = undefined
  }

  async #attempt(doing: string, work: () => Promise<void>): Promise<void> {
    this.failure = undefined
    try {
      await work()
    } catch (error) {
      if (!isCancelled(error)) this.failure = failureOf(doing, error)
    }
  }

  #thumbnailsOf(datasetId: string, total: number): ThumbnailSource {
    return {
      count: total,
      size: 32,
      load: async (start, count) =>
        (await this.#service.call('dataset.thumbnails', { datasetId, start, count })).rgba,
    }
  }
}
