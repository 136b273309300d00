import type { layers, SymbolicTensor, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

type Layer = layers.Layer
type Shape = SymbolicTensor['shape']
type LayerClass<Config> = new (config: Config) => Layer

/** A layer without weights, of ours. */
export interface OwnLayer<Config> {
  className: string
  /** @param inputs shapes with null for the batch */
  shape: (inputs: readonly Shape[], config: Config) => Shape
  call: (tf: TensorFlow, inputs: readonly Tensor[], config: Config) => Tensor
}

interface Named {
  name?: string
}

/**
 * Makes layers of a kind of our own for either build of TensorFlow.js: each has a class of layers that ours must
 * extend. Classes are registered, so that a saved model can be read again.
 */
export function ownLayer<Config extends Named>(
  own: OwnLayer<Config>,
): (tf: TensorFlow, config: Config) => Layer {
  const classes = new WeakMap<TensorFlow, LayerClass<Config>>()
  return (tf, config) => {
    const known = classes.get(tf) ?? layerClass(tf, own)
    classes.set(tf, known)
    return new known(config)
  }
}

const asList = <T>(one: T | T[]): T[] => (Array.isArray(one) ? one : [one])

function layerClass<Config extends Named>(tf: TensorFlow, own: OwnLayer<Config>): LayerClass<Config> {
  class Own extends tf.layers.Layer {
    static readonly className = own.className
    readonly #config: Config

    constructor(config: Config) {
      super(config)
      this.#config = config
    }

    override computeOutputShape(inputShape: Shape | Shape[]): Shape {
      const isOne = !Array.isArray(inputShape[0])
      return own.shape((isOne ? [inputShape] : inputShape) as Shape[], this.#config)
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.tidy(() => own.call(tf, asList(inputs), this.#config))
    }

    override getConfig() {
      return { ...super.getConfig(), ...this.#config }
    }
  }
  tf.serialization.registerClass(Own)
  return Own
}
