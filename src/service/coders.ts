import type { ModelRecord } from '../core/records/model'
import type { Document } from '../document'
import {
  openBackend,
  openDecoder,
  openEncoder,
  openTfjsDecoder,
  openTfjsEncoder,
  RuntimeMissingError,
  type Decoder,
  type Encoder,
  type Provider,
  type TfjsInput,
} from '../engine'
import type { Decoding } from '../protocol/api'
import { wasmFolder } from '../trainer/wasm-folder'
import { modelOf } from './records'

/** SLERP_DECODER=tfjs does without ONNX Runtime: to see what a machine without it sees. */
const wanted = (): Decoding =>
  process.env['SLERP_DECODER'] === 'tfjs'
    ? { by: 'tfjs', on: 'cpu', reason: 'SLERP_DECODER asks for TensorFlow.js.' }
    : { by: 'onnx', on: 'cpu', reason: '' }

/** Decoders and encoders of the document's models, opened when first needed and kept. */
export class Coders {
  readonly #document: () => Document
  readonly #decoders = new Map<string, Promise<Decoder>>()
  readonly #encoders = new Map<string, Promise<Encoder>>()
  /** Called when another library decodes from now on. */
  onChange: () => void = () => {}
  #decoding: Decoding = wanted()

  constructor(document: () => Document) {
    this.#document = document
  }

  get decoding(): Decoding {
    return this.#decoding
  }

  /** Decodes there from now on. */
  decodeOn(on: Provider, reason: string): void {
    if (this.#decoding.by !== 'onnx') return
    if (this.#decoding.on !== on) this.clear()
    this.#decoding = { by: 'onnx', on, reason }
  }

  decoder(modelId: string): Promise<Decoder> {
    return remembered(this.#decoders, modelId, () =>
      this.#open(
        async () => openDecoder(await this.#document().readDecoder(modelId), { provider: this.#decoding.on }),
        async () => openTfjsDecoder(await this.#tfjsInput(modelId)),
      ),
    )
  }

  encoder(modelId: string): Promise<Encoder> {
    return remembered(this.#encoders, modelId, () =>
      this.#open(
        async () => openEncoder(await this.#document().readEncoder(modelId)),
        async () => openTfjsEncoder(await this.#tfjsInput(modelId)),
      ),
    )
  }

  /** ONNX Runtime; TensorFlow.js where it does not load, which the engine panel then says. */
  async #open<T>(withOnnx: () => Promise<T>, withTfjs: () => Promise<T>): Promise<T> {
    if (this.#decoding.by === 'tfjs') return withTfjs()
    try {
      return await withOnnx()
    } catch (error) {
      if (!(error instanceof RuntimeMissingError)) throw error
      this.#decoding = { by: 'tfjs', on: 'cpu', reason: error.message }
      this.onChange()
      return withTfjs()
    }
  }

  async #tfjsInput(modelId: string): Promise<TfjsInput> {
    const document = this.#document()
    const { config, width }: ModelRecord = modelOf(document, modelId)
    const files = await document.readCheckpoint(modelId)
    return { backend: await openBackend('wasm', { wasmFolder: wasmFolder() }), config, side: width, files }
  }

  /** Forgets a model after its weights changed. */
  drop(modelId: string): void {
    dispose(this.#decoders, modelId)
    dispose(this.#encoders, modelId)
  }

  clear(): void {
    for (const modelId of [...this.#decoders.keys(), ...this.#encoders.keys()]) this.drop(modelId)
  }
}

/** A failed opening is not remembered, so that it can be tried again. */
function remembered<T>(known: Map<string, Promise<T>>, key: string, open: () => Promise<T>): Promise<T> {
  const found = known.get(key)
  if (found) return found
  const opening = open()
  known.set(key, opening)
  opening.catch(() => known.delete(key))
  return opening
}

/** A call that is still decoding keeps its own reference; the session is released when it is done with. */
function dispose(known: Map<string, Promise<{ dispose(): Promise<void> | void }>>, key: string): void {
  const found = known.get(key)
  known.delete(key)
  void found?.then((coder) => coder.dispose()).catch(() => {})
}
