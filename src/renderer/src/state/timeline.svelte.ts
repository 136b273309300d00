import type { Easing, KeyframeContent, TimelineRecord } from '../../../core/records/timeline'
import { withKeyframe, withoutKeyframe, withTime } from '../../../core/timeline/arrange'
import { openTimeline, wayOf, type OpenTimeline } from '../../../core/timeline/code-at'
import { momentAt } from '../../../core/timeline/moments'
import type { Service } from '../../../protocol/rpc'
import type { Figure } from '../map/map-props'
import { Decoder } from './decoder.svelte'
import type { Editor } from './editor.svelte'
import { failureOf, type Failure } from './failures'
import { KeyframePictures } from './keyframe-pictures.svelte'
import type { Looked } from './probe.svelte'
import { TimelineChoice } from './timeline-choice.svelte'
import type { Workspace } from './workspace.svelte'

/** The shown model's timeline: arranged as a draft while a hand holds it, kept in the document when it lets go. */
export class Timeline {
  failure: Failure | undefined = $state.raw()
  /** Where the playhead stands, ms. */
  timeMs = $state(0)
  isPlaying = $state(false)
  /** The keyframe that is worked on. */
  chosenId: string | undefined = $state()
  readonly pictures: KeyframePictures
  readonly choice: TimelineChoice
  readonly #service: Service
  readonly #workspace: Workspace
  readonly #editor: Editor
  readonly #decoder: Decoder
  #draft: TimelineRecord | undefined = $state.raw()
  /** The code in hand when the timeline was last looked at; another one is looked at instead of it. */
  #beside: Float32Array | undefined = $state.raw()
  #isLooking = $state(false)

  readonly record: TimelineRecord | undefined = $derived.by(() => this.#draft ?? this.choice.kept)
  readonly opened: OpenTimeline | undefined = $derived.by(() => {
    const { latent } = this.#editor
    const { record } = this
    return latent && record?.keyframes.length ? openTimeline(record, latent) : undefined
  })
  readonly chosen = $derived(this.record?.keyframes.find(({ id }) => id === this.chosenId))
  /** How it goes between codes, and why. */
  readonly way = $derived.by(() => {
    const { latent } = this.#editor
    return latent && this.record && wayOf(this.record.interpolation, latent.config)
  })
  readonly looked: Looked | undefined = $derived.by(() =>
    this.#isLooking && this.opened && isSame(this.#beside, this.#editor.z)
      ? { picture: this.#decoder.image, label: `Timeline: ${(this.timeMs / 1000).toFixed(2)} s` }
      : undefined,
  )

  readonly #way: readonly (readonly number[])[] = $derived.by(() => {
    const { record, opened } = this
    const { projection } = this.#editor
    if (!record || !opened || !projection) return []
    const timeOf = (i: number): number => (i / waySteps) * (record.durationMs - lastMoment(record))
    return Array.from({ length: waySteps + 1 }, (_, i) => [
      ...projection.mapFromLatent(opened.codeAt(timeOf(i))),
    ])
  })
  /** Its way over the map, its keyframes, and the moment that is looked at. */
  readonly figures: readonly Figure[] = $derived.by(() => this.#draw())

  constructor(service: Service, workspace: Workspace, editor: Editor) {
    this.#service = service
    this.#workspace = workspace
    this.#editor = editor
    this.choice = new TimelineChoice(workspace, editor)
    this.#decoder = new Decoder(service, (error) => this.#fail('make the picture', error))
    this.pictures = new KeyframePictures(service)
  }

  /** Of the last moment that was asked for. */
  get picture() {
    return this.#decoder.image
  }

  /** Puts the playhead somewhere and shows its picture as a drag does: one on its way, the newest waiting. */
  scrub(timeMs: number): void {
    const { record, opened } = this
    const modelId = this.#editor.latent?.modelId
    if (!record || modelId === undefined) return
    this.timeMs = Math.min(Math.max(timeMs, 0), record.durationMs)
    if (!opened) return
    this.#isLooking = true
    this.#beside = this.#editor.z
    this.#decoder.show(modelId, opened.codeAt(Math.min(this.timeMs, record.durationMs - lastMoment(record))))
  }

  /** Looks at the edit again. */
  leave(): void {
    this.isPlaying = false
    this.#isLooking = false
  }

  toggle(): void {
    if (this.isPlaying) this.isPlaying = false
    else void this.#play()
  }

  async #play(): Promise<void> {
    const { record } = this
    if (!record || !this.opened) return
    this.isPlaying = true
    let sinceMs = this.timeMs >= record.durationMs ? 0 : this.timeMs
    let lastMs = performance.now()
    while (this.isPlaying && this.record && this.opened) {
      const nowMs = await nextFrame()
      if (!this.isPlaying) return
      sinceMs += Math.max(0, nowMs - lastMs)
      lastMs = nowMs
      this.scrub(momentAt(this.record, sinceMs))
      if (this.record.loop === 'off' && sinceMs >= this.record.durationMs) this.isPlaying = false
    }
    this.isPlaying = false
  }

  /** Adds the edit in hand where the playhead stands; the keyframe that lies there takes it. */
  async addEdit(): Promise<void> {
    const { selected, operations } = this.#editor
    if (selected === undefined) return
    const content: KeyframeContent = { kind: 'edit', image: selected, operations: [...plain(operations)] }
    await this.add(content, this.#nextTime())
  }

  async add(content: KeyframeContent, timeMs: number): Promise<void> {
    const { record } = this
    if (!record) return
    const next = withKeyframe(record, { id: newId(), timeMs: Math.round(timeMs), content })
    const at = next.keyframes.find((one) => Math.abs(one.timeMs - Math.round(timeMs)) < 1)
    this.chosenId = at?.id
    this.timeMs = at?.timeMs ?? this.timeMs
    await this.keep(next)
  }

  async duplicate(): Promise<void> {
    const { chosen, record } = this
    if (!chosen || !record) return
    const after = record.keyframes.find(({ timeMs }) => timeMs > chosen.timeMs)?.timeMs ?? record.durationMs
    const timeMs = after > chosen.timeMs + 1 ? (chosen.timeMs + after) / 2 : chosen.timeMs / 2
    await this.add(plain(chosen.content), timeMs)
  }

  async remove(): Promise<void> {
    const { chosen, record } = this
    if (!chosen || !record) return
    this.chosenId = undefined
    await this.keep(withoutKeyframe(record, chosen.id))
  }

  /** A keyframe goes with the hand; `letGo` keeps where it lies. */
  move(id: string, timeMs: number): void {
    const { kept } = this.choice
    if (!kept) return
    this.#draft = withTime(kept, id, timeMs)
    this.chosenId = id
    this.scrub(this.#draft.keyframes.find((one) => one.id === id)?.timeMs ?? this.timeMs)
  }

  async letGo(): Promise<void> {
    if (this.#draft) await this.keep(this.#draft)
  }

  cancel(): void {
    this.#draft = undefined
  }

  /** Another easing of one concept; undefined for that of the codes. */
  async ease(conceptId: string, easing: Easing | undefined): Promise<void> {
    const { record } = this
    if (!record) return
    const others = record.tracks.filter((track) => track.conceptId !== conceptId)
    await this.keep({ ...record, tracks: easing ? [...others, { conceptId, easing }] : others })
  }

  /** A step of the document's history. */
  async keep(wanted: TimelineRecord): Promise<void> {
    const timeline = plain(wanted)
    this.#draft = timeline
    this.choice.settle(timeline)
    try {
      if (timeline.keyframes.length > 0 || this.choice.isKept(timeline.id))
        await this.#workspace.act(() => this.#service.call('timeline.keep', { timeline }))
    } catch (error) {
      this.#fail('keep the timeline', error)
    }
    // A newer draft belongs to a hand that has moved on already.
    if (this.#draft === timeline) this.#draft = undefined
    if (this.#isLooking && !this.isPlaying) this.scrub(this.timeMs)
  }

  /** Takes what a file brought, or what another panel sent, as a timeline of its own. */
  async take(timeline: TimelineRecord): Promise<void> {
    const { record } = this
    const id = record?.keyframes.length === 0 ? record.id : newId()
    this.#toBeginning()
    await this.keep({ ...timeline, id })
    this.scrub(0)
  }

  /** Works on another timeline of the model. */
  open(id: string): void {
    this.choice.open(id)
    this.#toBeginning()
  }

  begin(): void {
    this.choice.begin()
    this.#toBeginning()
  }

  /** The same once more, under another name. */
  async copy(): Promise<void> {
    const { record } = this
    if (record) await this.keep({ ...record, id: newId(), name: `${record.name} copy`.slice(0, 200) })
  }

  /** Gone from the document; undo has it back. */
  async erase(): Promise<void> {
    const { record } = this
    this.#toBeginning()
    if (record) await this.keep({ ...record, keyframes: [], tracks: [] })
  }

  #toBeginning(): void {
    this.leave()
    this.chosenId = undefined
    this.timeMs = 0
  }

  dismiss(): void {
    this.failure = undefined
  }

  /** At the playhead; once a keyframe lies there that is not chosen by hand, a second after the last one. */
  #nextTime(): number {
    const { record, chosen, timeMs } = this
    if (!record || !chosen || Math.abs(chosen.timeMs - timeMs) >= 1) return timeMs
    const last = record.keyframes.at(-1)
    if (last !== chosen) return timeMs
    return Math.min(record.durationMs, last.timeMs + Math.max(1000, record.durationMs / 5))
  }

  #draw(): Figure[] {
    const { projection } = this.#editor
    const { record, opened } = this
    if (!projection || !record || !opened) return []
    const dot = (role: 'stop' | 'mark', timeMs: number): Figure => {
      const place = [...projection.mapFromLatent(opened.codeAt(timeMs))]
      return { role, through: [place, place] }
    }
    const way: Figure[] = this.#way.length > 1 ? [{ role: 'path', through: this.#way }] : []
    const stops = record.keyframes.slice(0, mostStops).map(({ timeMs }) => dot('stop', timeMs))
    return [...way, ...stops, ...(this.looked ? [dot('mark', this.timeMs)] : [])]
  }

  #fail(doing: string, error: unknown): void {
    if (!this.#workspace.document?.readOnlyBecause) this.failure = failureOf(doing, error)
  }
}

/** Pieces of the line over the map, and keyframes marked on it. */
const [waySteps, mostStops] = [96, 64]

/** A round that begins anew has its last moment just before its end. */
const lastMoment = ({ loop }: TimelineRecord): number => (loop === 'repeat' || loop === 'closed' ? 1e-3 : 0)

const isSame = (a: Float32Array | undefined, b: Float32Array | undefined): boolean =>
  a?.length === b?.length && (a?.every((x, i) => x === b?.[i]) ?? true)

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
const newId = (): string => crypto.randomUUID()
/** Without the proxies that a port cannot carry. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
