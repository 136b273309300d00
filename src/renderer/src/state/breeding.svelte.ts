import { codeOf, evaluateEdit } from '../../../core/editing/evaluate'
import { mixedCode } from '../../../core/guests/codes'
import { mulberry32, type Random } from '../../../core/random/random'
import type { GridFace } from '../../../core/records/grid'
import { fewestParents, mostParents } from '../../../core/records/guest'
import { middleOf, nearestInPad, weightsAt, type PointInPad } from '../../../core/variations/pad'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Decoder } from './decoder.svelte'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import { operationsOf } from './operations-of'
import type { Workspace } from './workspace.svelte'

/** Two to four parents at the corners of a pad, and what is between them where the hand is. */
export class Breeding {
  failure: Failure | undefined = $state.raw()
  parents: readonly GridFace[] = $state.raw([])
  /** Of all parents, one after another; none until they are made. */
  pictures: Images | undefined = $state.raw()
  point: PointInPad = $state.raw([0.5, 0.5])
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #editor: Editor
  readonly #decoder: Decoder
  /** Which others are drawn; the same from start to start. */
  readonly #random: Random = mulberry32(1)
  /** Counted up with each change of the parents: pictures of earlier ones are dropped. */
  #era = 0

  readonly weights = $derived.by(() => weightsAt(this.parents.length, this.point))
  readonly #codes = $derived.by(() => this.parents.map((face) => this.#codeOf(face)))
  /** [latentSize] */
  readonly code: Float32Array | undefined = $derived.by(() => {
    const { latent } = this.#editor
    if (!latent || this.#codes.length < fewestParents) return undefined
    return mixedCode(this.#codes, this.weights, latent.config)
  })

  constructor(service: Service, workspace: Workspace, editor: Editor) {
    this.#service = service
    this.#workspace = workspace
    this.#editor = editor
    this.#decoder = new Decoder(service, (error) => (this.failure = failureOf('make the picture', error)))
  }

  get picture(): Images | undefined {
    return this.#decoder.image
  }

  get canAdd(): boolean {
    return this.parents.length < mostParents && this.#hasOthers
  }

  get canRemove(): boolean {
    return this.parents.length > fewestParents
  }

  /** Begins with what is selected; a lone one is given a partner. */
  begin(): void {
    const { selected, latent } = this.#editor
    if (!latent) return
    const marked = [...this.#workspace.selection.indices].filter((image) => image !== selected)
    const images = selected === undefined ? marked : [selected, ...marked]
    this.parents = images.slice(0, mostParents).map((image) => this.#faceOf(image))
    while (this.parents.length < fewestParents && this.#hasOthers)
      this.parents = [...this.parents, this.#drawn()]
    this.#arrange()
  }

  add(): void {
    if (this.canAdd) this.#change([...this.parents, this.#drawn()])
  }

  remove(place: number): void {
    if (this.canRemove) this.#change(this.parents.toSpliced(place, 1))
  }

  /** Another in its place, drawn by chance. */
  roll(place: number): void {
    if (this.#hasOthers) this.#change(this.parents.with(place, this.#drawn()))
  }

  moveTo(point: PointInPad): void {
    this.point = nearestInPad(this.parents.length, point)
    this.#show()
  }

  /** What is shown becomes a picture of its own beside the data, which is selected. @returns whether it did */
  async keep(): Promise<boolean> {
    const { latent } = this.#editor
    if (!latent) return false
    const weights = this.weights
    const parents = this.parents.map((face, i) => ({ ...face, weight: weights[i]! }))
    const wish = { kind: 'mix' as const, parents }
    try {
      await this.#editor.take(() => this.#service.call('guest.add', { modelId: latent.modelId, wish }))
      return true
    } catch (error) {
      this.failure = failureOf('keep the picture', error)
      return false
    }
  }

  /** What is shown becomes the edit of the selected picture. */
  use(): Promise<void> {
    if (this.code) this.#editor.sketchCode(this.code)
    return this.#editor.release()
  }

  #change(parents: readonly GridFace[]): void {
    const isRolled = parents.length === this.parents.length
    this.parents = parents
    if (isRolled) this.#refresh()
    else this.#arrange()
  }

  #arrange(): void {
    this.point = middleOf(this.parents.length)
    this.#refresh()
  }

  #refresh(): void {
    this.failure = undefined
    void this.#picture()
    this.#show()
  }

  #show(): void {
    const { latent } = this.#editor
    if (latent && this.code) this.#decoder.show(latent.modelId, this.code)
  }

  async #picture(): Promise<void> {
    const era = ++this.#era
    const { latent } = this.#editor
    const [codes, count] = [this.#codes, this.#codes.length]
    if (!latent || count === 0) return
    const z = new Float32Array(count * latent.latentSize)
    codes.forEach((code, i) => z.set(code, i * latent.latentSize))
    try {
      const pictures = await this.#service.call('latent.decode', { modelId: latent.modelId, z, count })
      if (era === this.#era) this.pictures = pictures
    } catch (error) {
      if (era === this.#era) this.failure = failureOf('make the pictures of the parents', error)
    }
  }

  /** Whether there is an image that is no parent yet. */
  get #hasOthers(): boolean {
    return this.parents.length < (this.#editor.latent?.count ?? 0)
  }

  #isParent(image: number): boolean {
    return this.parents.some((parent) => parent.image === image)
  }

  /** An image that is not among the parents yet. */
  #drawn(): GridFace {
    const count = this.#editor.latent?.count ?? 0
    let image = Math.floor(this.#random() * count)
    while (this.#isParent(image)) image = (image + 1) % count
    return this.#faceOf(image)
  }

  /** As it is edited. */
  #faceOf(image: number): GridFace {
    const modelId = this.#editor.latent?.modelId
    return { image, operations: [...operationsOf(this.#workspace.editing.edits, modelId, image)] }
  }

  #codeOf({ image, operations }: GridFace): Float32Array {
    const { latent } = this.#editor
    const code = latent && codeOf(latent, image)
    return code ? evaluateEdit(code, operations, latent) : new Float32Array(latent?.latentSize ?? 0)
  }
}
