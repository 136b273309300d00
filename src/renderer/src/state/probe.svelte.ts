import { codeOf } from '../../../core/editing/evaluate'
import type { DistanceFromData } from '../../../core/distance/distance'
import type { Images } from '../../../protocol/api'
import type { Service } from '../../../protocol/rpc'
import { Decoder } from './decoder.svelte'
import type { Editor } from './editor.svelte'
import { DistanceOfCode } from './nearness.svelte'
import { planeOf, type Plane } from './terrain-plane'

/** A picture that is looked at for a moment, and what it is. */
export interface Looked {
  picture: Images | undefined
  label: string
}

/** What lies at any place of the map, made without selecting or changing anything. */
export class Probe {
  #z: Float32Array | undefined = $state.raw()
  #label = $state('')
  readonly #editor: Editor
  readonly #decoder: Decoder
  readonly #distance: DistanceOfCode
  /** Of one probing: the selected code stays what it is meanwhile. */
  #plane: Plane | undefined

  constructor(service: Service, editor: Editor, onfail: (error: unknown) => void = () => {}) {
    this.#editor = editor
    this.#decoder = new Decoder(service, onfail)
    this.#distance = new DistanceOfCode(editor.nearness)
  }

  get looked(): Looked | undefined {
    return this.#z && { picture: this.#decoder.image, label: this.#label }
  }

  get distance(): DistanceFromData | undefined {
    return this.#distance.value
  }

  /**
   * The code that the selected one would be there, as in the terrain; of an image of the data its own.
   *
   * @param index of the image that lies exactly there
   */
  look(pointInMap: readonly number[], index?: number): void {
    const { latent, projection } = this.#editor
    if (!latent || !projection) return
    this.#plane ??= planeOf(projection, latent.mu, this.#editor.anchor)
    const own = index === undefined ? undefined : codeOf(latent, index)
    this.#z = own ?? this.#plane.codeAt(pointInMap)
    this.#label = own ? `Probe: image ${index}` : 'Probe'
    this.#decoder.show(latent.modelId, this.#z)
    this.#distance.show(latent, this.#z)
  }

  end(): void {
    this.#z = undefined
    this.#plane = undefined
    this.#decoder.clear()
    this.#distance.clear()
  }
}
