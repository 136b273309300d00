import type { RgbPicture } from '../../../core/picture/crop'
import type { Crop } from '../../../core/records/guest'
import type { FaceView, PhotoFile, PhotoView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import type { Workspace } from './workspace.svelte'

/** Smaller than this a crop is no picture, in pixels of the photo. */
const leastSize = 8

/** A photo on its way in: faces are looked for, a square is chosen, and then it is a guest, refined at once. */
export class Photo {
  view: PhotoView | undefined = $state.raw()
  /** Undefined while they are looked for. */
  faces: readonly FaceView[] | undefined = $state.raw()
  /** Why none could be looked for. */
  facesFailure: string | undefined = $state()
  crop: Crop | undefined = $state.raw()
  /** The face that the crop is of; undefined for one that was set by hand. */
  chosen: number | undefined = $state()
  isAdding = $state(false)
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #editor: Editor
  #file: PhotoFile | undefined

  /** What is shown of it, for a glance at the crop. */
  readonly preview: RgbPicture | undefined = $derived.by(() => this.view && rgbOf(this.view))

  constructor(service: Service, workspace: Workspace, editor: Editor) {
    this.#service = service
    this.#workspace = workspace
    this.#editor = editor
  }

  get side(): number {
    return this.#workspace.currentDataset?.width ?? 64
  }

  /** @returns whether it is a photo; `failure` says why not */
  async open(file: PhotoFile): Promise<boolean> {
    const modelId = this.#workspace.latent?.modelId
    if (modelId === undefined) return false
    this.#reset(file)
    try {
      const view = await this.#service.call('photo.open', { modelId, file })
      if (this.#file !== file) return false
      this.view = view
      this.crop = view.middle
    } catch (error) {
      if (this.#file === file) this.failure = failureOf('open the photo', error)
      return false
    }
    void this.#findFaces(modelId, file)
    return true
  }

  choose(face: number): void {
    this.chosen = face
    this.crop = this.faces?.[face]?.crop ?? this.crop
  }

  /** Says whether the data are faces. It is remembered, and the square follows unless a hand has set it. */
  async sayFaces(isOfFaces: boolean): Promise<void> {
    const { view } = this
    const datasetId = this.#workspace.latent?.datasetId
    if (!view || datasetId === undefined) return
    this.view = { ...view, isOfFaces }
    if (!isOfFaces && this.chosen !== undefined) this.useMiddle()
    else if (this.crop && isSame(this.crop, view.middle)) this.#chooseLargest()
    await this.#service.call('dataset.sayFaces', { datasetId, isOfFaces }).catch((error: unknown) => {
      this.failure = failureOf('remember that', error)
    })
  }

  useMiddle(): void {
    this.setByHand(this.view?.middle)
  }

  /** The middle stays over the photo, and the size within twice of it. */
  setByHand(wanted: Crop | undefined): void {
    const { view } = this
    if (!view || !wanted) return
    this.chosen = undefined
    const most = 2 * Math.max(view.width, view.height)
    this.crop = {
      x: Math.min(Math.max(wanted.x, 0), view.width),
      y: Math.min(Math.max(wanted.y, 0), view.height),
      size: Math.min(Math.max(wanted.size, leastSize), most),
      angle: Math.atan2(Math.sin(wanted.angle), Math.cos(wanted.angle)),
    }
  }

  /** @returns whether it was added */
  async add(): Promise<boolean> {
    const [file, crop, view] = [this.#file, this.crop, this.view]
    const modelId = this.#workspace.latent?.modelId
    if (!file || !crop || !view || modelId === undefined || this.isAdding) return false
    this.isAdding = true
    try {
      const pixels = await this.#service.call('photo.crop', { modelId, file, crop })
      const wish = { kind: 'photo' as const, fileName: view.name, crop, pixels }
      const name = view.name.replace(/\.[a-z]{3,4}$/i, '')
      await this.#editor.take(() => this.#service.call('guest.add', { modelId, wish, name }))
      this.#editor.refine()
      return true
    } catch (error) {
      this.failure = failureOf('add the photo', error)
      return false
    } finally {
      this.isAdding = false
    }
  }

  dismiss(): void {
    this.failure = undefined
  }

  #reset(file: PhotoFile): void {
    this.#file = file
    this.view = this.faces = this.crop = this.chosen = undefined
    this.failure = this.facesFailure = undefined
  }

  /** The largest face of data of faces is chosen, unless a hand was quicker. */
  async #findFaces(modelId: string, file: PhotoFile): Promise<void> {
    const found = await this.#service.call('photo.faces', { modelId, file }).catch((error: unknown) => {
      if (this.#file === file) this.facesFailure = failureOf('look for faces', error).what
      return []
    })
    if (this.#file !== file) return
    this.faces = found
    if (this.crop === this.view?.middle) this.#chooseLargest()
  }

  #chooseLargest(): void {
    if (this.view?.isOfFaces && this.faces && this.faces.length > 0) this.choose(0)
  }
}

const isSame = (a: Crop, b: Crop): boolean =>
  a.x === b.x && a.y === b.y && a.size === b.size && a.angle === b.angle

function rgbOf({ preview: { width, height, rgba } }: PhotoView): RgbPicture {
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) rgb.set(rgba.subarray(4 * i, 4 * i + 3), 3 * i)
  return { width, height, rgb }
}
