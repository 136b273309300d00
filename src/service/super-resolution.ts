import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { openEnlarger } from '../core/picture/enlarge'
import type { FromTrainer } from '../trainer/messages'
import { OpenedModel, type TrainerSource } from './opened-model'

/** Networks of @upscalerjs/esrgan-slim, by how many times larger they draw. */
const factors = [2, 3, 4, 8] as const
const packageName = '@upscalerjs/esrgan-slim'
/** A process is kept this long for the next picture. */
const idleMs = 30_000

interface Size {
  width: number
  height: number
}

/** Makes pictures larger by a network that invents what lies between, in a process of its own. */
export class SuperResolution {
  readonly #engine: TrainerSource
  #opened: OpenedModel | undefined
  #idle: ReturnType<typeof setTimeout> | undefined
  /** Who waits for a picture, in the order in which they were sent. */
  readonly #waiting: { resolve: (rgba: Uint8Array) => void; reject: (error: Error) => void }[] = []

  constructor(engine: TrainerSource) {
    this.#engine = engine
  }

  /** What is drawn larger or smaller than wanted is brought to size by Lanczos' window. */
  async open(from: Size, to: Size): Promise<(rgba: Uint8Array) => Promise<Uint8Array>> {
    if (to.width === from.width) return (rgba) => Promise.resolve(rgba)
    const factor = factors.find((each) => each * from.width >= to.width) ?? factors.at(-1)!
    const drawn = { width: factor * from.width, height: factor * from.height }
    const fit = openEnlarger(drawn, to, 'lanczos')
    await this.#open(factor)
    return async (rgba) => fit(await this.#enlarge(factor, rgba, from))
  }

  kill(): void {
    this.#end('the network was closed')
  }

  async #open(factor: number): Promise<OpenedModel> {
    const rung = this.#engine.info.inUse ?? 'wasm'
    const name = [factor, rung].join()
    if (this.#opened?.name !== name) {
      const files = await filesOf(factor)
      this.kill()
      this.#opened = new OpenedModel(name, (events) => this.#engine.open(rung, events), {
        onMessage: (message) => this.#hear(message),
        onExit: (reason) => this.#end(`The process that enlarges stopped: ${reason}.`),
      })
      this.#opened.tell({ kind: 'open-enlarging', input: { rung, files } })
    }
    const opened = this.#opened
    await opened.ready
    this.#rest()
    return opened
  }

  async #enlarge(factor: number, rgba: Uint8Array, { width, height }: Size): Promise<Uint8Array> {
    const opened = await this.#open(factor)
    const larger = new Promise<Uint8Array>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    opened.tell({ kind: 'enlarge', picture: { rgba, width, height } })
    return larger
  }

  #hear(message: FromTrainer): void {
    if (message.kind === 'enlarged') this.#waiting.shift()?.resolve(message.rgba)
    else if (message.kind === 'failed') this.#end(message.message)
  }

  #end(reason: string): void {
    clearTimeout(this.#idle)
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(reason))
    this.#opened?.kill()
    this.#opened = undefined
  }

  #rest(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.kill(), idleMs)
    this.#idle.unref()
  }
}

async function filesOf(factor: number): Promise<{ description: Uint8Array; weights: Uint8Array }> {
  const entry = createRequire(__filename).resolve(packageName)
  // Its folder of models is not among its exports; the entry lies in `dist` beside it.
  const root = entry.slice(0, entry.indexOf(`${sep}dist${sep}`, entry.indexOf('esrgan-slim')))
  const folder = join(root, 'models', `x${factor}`)
  const [description, weights] = await Promise.all(
    ['model.json', 'group1-shard1of1.bin'].map((name) => readFile(join(folder, name))),
  )
  return { description: description!, weights: weights! }
}
