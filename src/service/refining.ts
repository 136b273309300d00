import { pullTowards, pullWeight } from '../core/distance/pull'
import { peakSignalToNoise } from '../core/metrics/psnr'
import { codeSizeOf } from '../core/records/training'
import type { Refined } from '../protocol/api'
import type { FromTrainer } from '../trainer/messages'
import type { WeightedPull } from '../engine'
import type { Engine } from './engine/engine'
import type { Trainer } from './engine/trainer'
import { pixelsOf } from './guests/pixels'
import { modelOf } from './records'
import type { Workspace } from './workspace'

const usualSteps = 150
const mostSteps = 2000

interface Request {
  modelId: string
  image: number
  z: Float32Array
  editability?: number
  steps?: number
}

/** The one code that is being brought closer to its picture, in a trainer of its own. */
export class Refining {
  readonly #workspace: Workspace
  readonly #engine: Engine
  #trainer: Trainer | undefined
  #told: Refined | undefined

  constructor(workspace: Workspace, engine: Engine) {
    this.#workspace = workspace
    this.#engine = engine
  }

  /** @throws RangeError when model, image and code do not fit */
  async start({ modelId, image, z, editability, steps = usualSteps }: Request): Promise<void> {
    this.kill()
    const { document } = this.#workspace
    const { config, datasetId, width } = modelOf(document, modelId)
    if (z.length !== codeSizeOf(config))
      throw new RangeError(`a code of this model has ${codeSizeOf(config)} numbers, not ${z.length}`)
    if (!(Number.isInteger(steps) && steps >= 1 && steps <= mostSteps))
      throw new RangeError(`refining takes from 1 to ${mostSteps} steps, not ${steps}`)
    const pull = editability === undefined ? undefined : await this.#pullOf(modelId, editability)
    const rgb = await pixelsOf(this.#workspace, datasetId, [image])
    const checkpoint = await document.readCheckpoint(modelId)
    const rung = this.#engine.info.inUse ?? 'wasm'
    this.kill()
    this.#told = { modelId, image, step: 0, steps, psnr: NaN, z, isLast: false }
    this.#trainer = this.#engine.open(rung, {
      isAwaited: true,
      onMessage: (message) => this.#hear(message),
      onExit: (reason) => this.#end(`The process that refines stopped: ${reason}.`),
    })
    this.#trainer.tell({
      kind: 'refine',
      input: { rung, config, side: width, checkpoint, z, rgb, steps, ...(pull && { pull }) },
    })
  }

  async #pullOf(modelId: string, editability: number): Promise<WeightedPull> {
    const { mu, count, latentSize } = await this.#workspace.document.readEncoding(modelId)
    return { ...pullTowards(mu, count, latentSize), weight: pullWeight(editability) }
  }

  stop(): void {
    this.#trainer?.tell({ kind: 'stop' })
  }

  /** Without a word. */
  kill(): void {
    this.#trainer?.kill()
    this.#trainer = undefined
    this.#told = undefined
  }

  #hear(message: FromTrainer): void {
    if (message.kind === 'failed') return this.#end(message.message)
    if (message.kind !== 'refined' || !this.#told) return
    const { step, z, error, isLast } = message
    this.#told = { ...this.#told, step, z, psnr: peakSignalToNoise(error), isLast }
    this.#workspace.hub.emit('latent.refined', this.#told)
    if (isLast) this.kill()
  }

  #end(message: string): void {
    if (this.#told) this.#workspace.hub.emit('latent.refined', { ...this.#told, isLast: true, message })
    this.kill()
  }
}
