import { safeAmounts } from '../../../core/concepts/position'
import type { DistanceFromData } from '../../../core/distance/distance'
import { placeOfEdit, takeHold, type DragMap, type Held } from '../../../core/editing/dragging'
import { codeOf, evaluateEdit } from '../../../core/editing/evaluate'
import { hasImage } from '../../../core/editing/fitting'
import { amountOf, ownOffsetOf, withAmount, withOwnOffset } from '../../../core/editing/operations'
import type { Anchor } from '../../../core/projection/local/local-map'
import { openProjection, type Projection } from '../../../core/projection/projection'
import type { ConceptRecord } from '../../../core/records/concept'
import type { Edit, Operation } from '../../../core/records/edit'
import type { EditingView, Images, LatentView } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Decoder } from './decoder.svelte'
import { failureOf, type Failure } from './failures'
import { axisUnder } from './kept-axes'
import { DistanceOfCode, Nearness } from './nearness.svelte'
import { operationsOf } from './operations-of'
import { Parts } from './parts.svelte'
import { Pins } from './pins.svelte'
import { Refining } from './refining.svelte'
import { Sources } from './sources.svelte'
import type { Workspace } from './workspace.svelte'

/**
 * The edit of the selected image. What the hand does is a draft that is decoded at once; letting go commits it to the
 * document, where undo finds it. Nothing here changes a pixel of the data set.
 */
export class Editor {
  failure: Failure | undefined = $state.raw()
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #decoder: Decoder
  readonly #sources: Sources
  readonly nearness = new Nearness()
  readonly #distance = new DistanceOfCode(this.nearness)
  readonly refining: Refining
  readonly parts: Parts
  readonly pins = new Pins(this)
  #draft: readonly Operation[] | undefined = $state.raw()
  /** Where the hand holds the point: it lies there until it is let go. */
  #hand: readonly number[] | undefined = $state.raw()
  /** What is computed once for each drag, on one map. */
  #hold: { map: DragMap; held: Held } | undefined

  readonly latent = $derived.by(() => this.#workspace.latent)
  readonly selected: number | undefined = $derived.by(() => {
    const { selected } = this.#workspace.editing
    return selected && selected.modelId === this.latent?.modelId ? (selected.image ?? undefined) : undefined
  })
  /** The selected image's own code. */
  readonly code: Float32Array | undefined = $derived.by(() =>
    this.latent && this.selected !== undefined ? codeOf(this.latent, this.selected) : undefined,
  )
  readonly operations: readonly Operation[] = $derived.by(() => this.#draft ?? this.#committed())
  /** The edited code. */
  readonly z: Float32Array | undefined = $derived.by(() => this.#evaluate(this.operations))
  /** The shown map, as edits are dragged on it. */
  readonly dragMap: DragMap | undefined = $derived.by(() => this.latent && dragMapOf(this.latent))
  /** Where the edited code lies on the map. */
  readonly pointInMap: readonly number[] | undefined = $derived.by(() => this.#hand ?? this.#locate())

  constructor(service: Service, workspace: Workspace) {
    this.#service = service
    this.#workspace = workspace
    this.#sources = new Sources(service)
    this.#decoder = new Decoder(service, (error) => (this.failure = failureOf('make the picture', error)))
    this.refining = new Refining(service, this)
    this.parts = new Parts(service, this)
    workspace.onshown = () => this.#arrive()
  }

  /** The shown map, as it can be used. */
  get projection(): Projection | undefined {
    return this.dragMap?.projection
  }

  get original(): Images | undefined {
    return this.#sources.original
  }

  get reconstruction(): Images | undefined {
    return this.#sources.reconstruction
  }

  /** The edited picture. */
  get edited(): Images | undefined {
    return this.#decoder.image
  }

  /** The edited code and where it lies, as what is around it on the map is taken from. */
  get anchor(): Anchor | undefined {
    const [code, index, latent, map] = [this.z, this.selected, this.latent, this.dragMap]
    if (!code || !latent || !map || index === undefined) return undefined
    return this.isTouched || index >= latent.count
      ? { code, at: placeOfEdit(index, this.operations, latent, map) }
      : { code, index }
  }

  /** A point is in the hand, or a slider is held. */
  get isHeld(): boolean {
    return this.#draft !== undefined || this.#hand !== undefined
  }

  get distance(): DistanceFromData | undefined {
    return this.#distance.value
  }

  get canUndo(): boolean {
    return this.#workspace.editing.canUndo
  }

  get canRedo(): boolean {
    return this.#workspace.editing.canRedo
  }

  get isTouched(): boolean {
    return this.operations.length > 0
  }

  amount(conceptId: string): number {
    return amountOf(this.operations, conceptId)
  }

  /** The amounts that keep the selected image within the concept's safe range, under what is pinned. */
  safeAmounts(concept: ConceptRecord): [number, number] {
    const axis = this.axisOf(concept)
    return this.code ? safeAmounts(axis, this.code) : axis.safeRange
  }

  /** Where the data lie along a concept, under what is pinned. */
  axisOf(concept: ConceptRecord): ReturnType<typeof axisUnder> {
    return this.latent ? axisUnder(concept, this.pins.ids, this.latent) : concept
  }

  async select(index: number | undefined): Promise<void> {
    const latent = this.latent
    if (!latent || index === this.selected) return
    this.#draft = undefined
    this.#letGo()
    this.refining.leave()
    this.parts.stopLooking()
    const selected = { modelId: latent.modelId, image: index ?? null }
    this.#workspace.editing = { ...this.#workspace.editing, selected }
    this.#refresh()
    await this.#ask('keep the selection', () => this.#service.call('edit.select', selected))
  }

  /** Takes hold of a point: selects it if it was another one. */
  startDrag(index: number): Promise<void> {
    this.#letGo()
    return this.select(index)
  }

  /** @param pointInMap [dimensions] of the shown map */
  drag(pointInMap: readonly number[]): void {
    // Another map may have come under the hand.
    if (this.#hold?.map !== this.dragMap) this.#hold = this.#takeHold()
    if (!this.#hold) return
    this.#hand = [...pointInMap]
    this.sketch(this.#hold.held.moveTo(pointInMap))
  }

  #takeHold(): { map: DragMap; held: Held } | undefined {
    const [map, latent, index] = [this.dragMap, this.latent, this.selected]
    const held =
      map && latent && index !== undefined ? takeHold(index, this.#committed(), latent, map) : undefined
    return map && held && { map, held }
  }

  #letGo(): void {
    this.#hand = undefined
    this.#hold = undefined
  }

  /**
   * Moves the code of the selected image closer to its picture; each step is shown, the last is kept. A photo begins at
   * the encoder's guess, whatever was refined before: so the same editability gives the same code.
   */
  refine(): void {
    const [latent, code, image] = [this.latent, this.code, this.selected]
    if (!latent || !code || image === undefined) return
    const { modelId, latentSize } = latent
    if (this.isPhoto) return void this.refining.start({ modelId, image, z: code }, true)
    const offset = ownOffsetOf(this.#committed(), latentSize)
    void this.refining.start({ modelId, image, z: code.map((x, i) => x + offset[i]!) }, false)
  }

  /** What is selected came from outside: how near it is to the data is a choice. */
  get isPhoto(): boolean {
    const guest = this.latent?.guests.find(({ image }) => image === this.selected)
    return guest?.kind === 'photo'
  }

  /** A code in the place of the image's own; what else was done stays on top of it. */
  sketchCode(z: Float32Array): void {
    const code = this.code
    if (!code) return
    const offset = z.map((x, i) => x - code[i]!)
    this.sketch(withOwnOffset(this.#committed(), offset))
  }

  /** Sets one concept while the slider is held. */
  slide(conceptId: string, amount: number): void {
    this.sketch(this.pins.on(withAmount(this.operations, conceptId, amount)))
  }

  /**
   * Lets go: the draft becomes one step of the document's history.
   *
   * @param findOthers edits of other images that belong to the same step; undefined to give all of them up
   */
  async release(findOthers?: () => Promise<Edit[] | undefined>): Promise<void> {
    const draft = this.#draft
    this.#letGo()
    if (!draft) return
    if (sameOperations(draft, this.#committed())) return this.cancel()
    await this.#commit(draft, findOthers)
  }

  /** Drops the draft; the picture springs back. */
  cancel(): void {
    this.#letGo()
    if (!this.#draft) return
    this.#draft = undefined
    this.#refresh()
  }

  reset(conceptId: string): Promise<void> {
    this.slide(conceptId, 0)
    return this.release()
  }

  resetAll(): Promise<void> {
    this.sketch([])
    return this.release()
  }

  /** A step of the history that may select another image. @throws what `step` throws */
  async take(step: () => Promise<EditingView>): Promise<void> {
    this.cancel()
    this.refining.leave()
    await this.#workspace.act(step)
    this.#refresh()
  }

  async undo(): Promise<void> {
    this.cancel()
    await this.#step('undo', () => this.#service.call('edit.undo', {}))
  }

  async redo(): Promise<void> {
    this.cancel()
    await this.#step('redo', () => this.#service.call('edit.redo', {}))
  }

  /** To the state after a step of the history; 0 is the beginning. */
  async goTo(step: number): Promise<void> {
    this.cancel()
    await this.#step('go back to that state', () => this.#service.call('history.go', { step }))
  }

  dismiss(): void {
    this.failure = undefined
  }

  /** Shows operations that are not kept yet. */
  sketch(operations: readonly Operation[]): void {
    if (this.selected === undefined) return
    this.#draft = operations
    this.#refresh()
  }

  async #commit(
    draft: readonly Operation[],
    findOthers: () => Promise<Edit[] | undefined> = () => Promise.resolve([]),
  ): Promise<void> {
    const modelId = this.latent?.modelId
    if (modelId === undefined || this.selected === undefined) return
    const edit = { modelId, image: this.selected, operations: [...draft] }
    const others = await findOthers()
    if (others) {
      const edits = [edit, ...others]
      await this.#ask('keep the edit', () => this.#service.call('edit.commit', { edits }))
    }
    // A newer draft belongs to a hand that has moved on already.
    if (this.#draft === draft) this.#draft = undefined
    this.#refresh()
  }

  async #step(doing: string, call: () => Promise<EditingView>): Promise<void> {
    await this.#ask(doing, call)
    const modelId = this.#workspace.editing.selected?.modelId
    if (modelId !== undefined && modelId !== this.latent?.modelId) await this.#workspace.openModel(modelId)
    this.#refresh()
  }

  async #ask(doing: string, call: () => Promise<EditingView>): Promise<void> {
    try {
      await this.#workspace.act(call)
    } catch (error) {
      if (!this.#workspace.document?.readOnlyBecause) this.failure = failureOf(doing, error)
    }
  }

  /** Another model is shown: an image is selected, so that there is something to work on. */
  #arrive(): void {
    this.#draft = undefined
    this.#letGo()
    this.refining.leave()
    this.parts.stopLooking()
    this.#clear()
    this.#sources.clear()
    this.nearness.learn(this.latent)
    const image = this.#workspace.editing.selected?.image ?? 0
    const latent = this.latent
    const isGone = this.selected === undefined || !this.code
    if (latent && isGone) void this.select(hasImage(latent, image) ? image : 0)
    else this.#refresh()
  }

  #refresh(): void {
    const [latent, index] = [this.latent, this.selected]
    if (!latent || index === undefined || !this.z) return this.#clear()
    this.#decoder.show(latent.modelId, this.z)
    this.#distance.show(latent, this.z)
    this.#sources
      .show(latent, index)
      .catch((error: unknown) => (this.failure = failureOf('show the picture', error)))
  }

  #clear(): void {
    this.#decoder.clear()
    this.#distance.clear()
  }

  #committed(): readonly Operation[] {
    return operationsOf(this.#workspace.editing.edits, this.latent?.modelId, this.selected)
  }

  #evaluate(operations: readonly Operation[]): Float32Array | undefined {
    return this.code && this.latent && evaluateEdit(this.code, operations, this.latent)
  }

  #locate(): readonly number[] | undefined {
    const [map, latent, index] = [this.dragMap, this.latent, this.selected]
    if (!map || !latent || index === undefined) return undefined
    return placeOfEdit(index, this.operations, latent, map)
  }
}

function dragMapOf({ map, mu }: LatentView): DragMap {
  const { record, positionsInMap } = map
  const projection = openProjection(record, { codes: mu, positions: positionsInMap })
  return { projection, positionsInMap, dimensions: record.dimensions }
}

function sameOperations(a: readonly Operation[], b: readonly Operation[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
