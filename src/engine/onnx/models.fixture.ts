import * as tf from '@tensorflow/tfjs'

/** Small networks in the shape of the real ones, for tests. Latent size 5. */

const convolution = (filters: number) => ({ filters, kernelSize: 4, strides: 2, padding: 'same' as const })

/** Image [N,size,size,3] to `mu` and `logvar`, both [N,5]. */
export function smallEncoder(size: number): tf.LayersModel {
  const image = tf.input({ shape: [size, size, 3] })
  let hidden = image
  for (const filters of [4, 6]) {
    hidden = tf.layers.conv2d(convolution(filters)).apply(hidden) as tf.SymbolicTensor
    hidden = tf.layers.leakyReLU({ alpha: 0.1 }).apply(hidden) as tf.SymbolicTensor
  }
  const flat = tf.layers.flatten().apply(hidden)
  const outputs = [5, 5].map((units) => tf.layers.dense({ units }).apply(flat) as tf.SymbolicTensor)
  return tf.model({ inputs: image, outputs })
}

/** z [N,5] to an image [N,4*base,4*base,3] in 0..1. */
export function smallDecoder(base = 2): tf.LayersModel {
  const hidden: tf.layers.Layer[] = [
    tf.layers.dense({ units: base * base * 6 }),
    tf.layers.leakyReLU({ alpha: 0.1 }),
    tf.layers.reshape({ targetShape: [base, base, 6] }),
    tf.layers.conv2dTranspose(convolution(4)),
    tf.layers.leakyReLU({ alpha: 0.1 }),
    tf.layers.conv2dTranspose({ ...convolution(3), activation: 'sigmoid' }),
  ]
  const z = tf.input({ shape: [5] })
  const image = hidden.reduce((value, layer) => layer.apply(value) as tf.SymbolicTensor, z)
  return tf.model({ inputs: z, outputs: image })
}

/** Uniform in -0.5..0.5, the same every time. */
export const randomTensor = (shape: number[], seed: number): tf.Tensor =>
  tf.randomUniform(shape, -0.5, 0.5, 'float32', seed)

/** Gives every weight, biases too, numbers that are the same every time. */
export function seedWeights(model: tf.LayersModel): tf.LayersModel {
  model.setWeights(model.getWeights().map((weight, index) => randomTensor(weight.shape, index + 1)))
  return model
}
