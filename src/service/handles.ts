import { requireHandles } from '../core/handles/asked'
import { codeSizeOf } from '../core/records/training'
import type { Dragged, DragRequest } from '../protocol/api'
import type { FromTrainer } from '../trainer/messages'
import { modelOf } from './records'
import { OpenedModel, type TrainerSource } from './opened-model'
import type { Workspace } from './workspace'

/** At most; a drag that has not arrived by then will not. */
const mostSteps = 80
/** How long a model is kept open for the next drag, which else waits a second or two. */
const idleMs = 60_000

/** Drags points of decoded pictures, in a trainer that stays for a while. */
export class Handles {
  readonly #workspace: Workspace
  readonly #engine: TrainerSource
  #opened: OpenedModel | undefined
  #told: Dragged | undefined
  #idle: ReturnType<typeof setTimeout> | undefined

  constructor(workspace: Workspace, engine: TrainerSource) {
    this.#workspace = workspace
    this.#engine = engine
  }

  /** Opens a model, so that the first drag finds it ready. @throws when its pictures cannot be dragged */
  async prepare(modelId: string): Promise<void> {
    await this.#open(modelId)
    this.#rest()
  }

  /** @throws RangeError when the model, the code and what is asked do not fit */
  async start({ modelId, image, z, handles, mask }: DragRequest): Promise<void> {
    const { config, width } = modelOf(this.#workspace.document, modelId)
    requireHandles(handles, mask, width)
    if (z.length !== codeSizeOf(config))
      throw new RangeError(`a code of this model has ${codeSizeOf(config)} numbers, not ${z.length}`)
    const opened = await this.#open(modelId)
    if (this.#told) throw new RangeError('a picture is being dragged already')
    clearTimeout(this.#idle)
    const at = handles.map(({ from }) => from)
    this.#told = { modelId, image, step: 0, steps: mostSteps, z, at, left: NaN }
    opened.tell({ kind: 'drag', task: { z, handles, mask, steps: mostSteps } })
  }

  /** What it has come to is told as the last. */
  stop(): void {
    this.#opened?.tell({ kind: 'stop' })
  }

  /** Without a word. */
  kill(): void {
    clearTimeout(this.#idle)
    this.#opened?.kill()
    this.#opened = undefined
    this.#told = undefined
  }

  /** The model as it now is: other weights are opened anew. */
  async #open(modelId: string): Promise<OpenedModel> {
    const { id, step, config, width } = modelOf(this.#workspace.document, modelId)
    const rung = this.#engine.info.inUse ?? 'wasm'
    const name = [id, step, rung].join()
    if (this.#opened?.name !== name) {
      this.#opened?.kill()
      const checkpoint = await this.#workspace.document.readCheckpoint(modelId)
      this.#opened = new OpenedModel(
        name,
        (events) => this.#engine.open(rung, { ...events, isAwaited: true }),
        {
          onMessage: (message) => this.#hear(message),
          onExit: (reason) => this.#end(`The process that drags stopped: ${reason}.`),
        },
      )
      this.#opened.tell({ kind: 'open-drag', input: { rung, config, side: width, checkpoint } })
    }
    const opened = this.#opened
    await opened.ready
    return opened
  }

  #hear(message: FromTrainer): void {
    if (message.kind === 'failed') return this.#end(message.message)
    if (!this.#told) return
    if (message.kind === 'dragged') {
      const { step, z, at, left } = message
      this.#told = { ...this.#told, step, z, at, left }
      this.#workspace.hub.emit('handles.dragged', this.#told)
    } else if (message.kind === 'drag-ended') {
      const last = { ...this.#told, end: message.end }
      this.#told = undefined
      this.#workspace.hub.emit('handles.dragged', last)
      this.#rest()
    }
  }

  #end(message: string): void {
    if (this.#told) this.#workspace.hub.emit('handles.dragged', { ...this.#told, end: 'failed', message })
    this.kill()
  }

  #rest(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.kill(), idleMs)
    this.#idle.unref()
  }
}
