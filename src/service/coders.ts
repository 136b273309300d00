import { openDecoder, openEncoder, type Decoder, type Encoder } from '../engine'
import type { Document } from '../document'
import type { Decoding } from '../protocol/api'

/** Decoders and encoders of the document's models, opened when first needed and kept. */
export class Coders {
  readonly #document: () => Document
  readonly #decoders = new Map<string, Promise<Decoder>>()
  readonly #encoders = new Map<string, Promise<Encoder>>()

  constructor(document: () => Document) {
    this.#document = document
  }

  get decoding(): Decoding {
    return { by: 'onnx', reason: '' }
  }

  decoder(modelId: string): Promise<Decoder> {
    return remembered(this.#decoders, modelId, async () =>
      openDecoder(await this.#document().readDecoder(modelId)),
    )
  }

  encoder(modelId: string): Promise<Encoder> {
    return remembered(this.#encoders, modelId, async () =>
      openEncoder(await this.#document().readEncoder(modelId)),
    )
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
