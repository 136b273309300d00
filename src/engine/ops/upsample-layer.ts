import type { layers, SymbolicTensor, Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { upsample2x } from './upsample'

type Layer = layers.Layer
type Shape = SymbolicTensor['shape']
type LayerClass = new (config: { name?: string }) => Layer

/** Two builds of TensorFlow.js have a class of layers each, which ours must extend. */
const classes = new WeakMap<TensorFlow, LayerClass>()

/** {@link upsample2x} as a layer, [batch, height, width, channels] to twice the height and width. */
export function upsampling2x(tf: TensorFlow, config: { name?: string } = {}): Layer {
  const known = classes.get(tf)
  const Upsampling2x = known ?? layerClass(tf)
  if (!known) classes.set(tf, Upsampling2x)
  return new Upsampling2x(config)
}

function layerClass(tf: TensorFlow): LayerClass {
  class Upsampling2x extends tf.layers.Layer {
    static readonly className = 'Upsampling2x'

    override computeOutputShape(inputShape: Shape | Shape[]): Shape {
      const [batch = null, height = null, width = null, channels = null] = inputShape as Shape
      return [batch, height && 2 * height, width && 2 * width, channels]
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.tidy(() => upsample2x(tf, (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor4D))
    }
  }
  // So that a saved model can be read again.
  tf.serialization.registerClass(Upsampling2x)
  return Upsampling2x
}
