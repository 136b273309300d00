import type { layers, LayersModel, Tensor, Variable } from '@tensorflow/tfjs'
import { gaussians, mulberry32, seedFrom } from '../../core/random/random'
import type { TensorFlow } from '../backends/backend'

/**
 * Gives every layer normal weights of the variance asked for and biases of 0, from our own seeded numbers: every rung
 * starts from the same weights.
 *
 * @param stream tells one model's numbers from another's under the same seed
 */
export function initialise(
  tf: TensorFlow,
  models: readonly LayersModel[],
  seed: number,
  stream: number,
  varianceOf: (layerName: string, kernelShape: number[]) => number,
): void {
  const everyLayer: layers.Layer[] = models.flatMap((model) => model.layers)
  for (const [index, layer] of everyLayer.entries()) {
    const [kernel, bias] = layer.getWeights()
    if (!kernel || !bias) continue
    const deviation = Math.sqrt(varianceOf(layer.name, kernel.shape))
    const numbers = gaussians(kernel.size, mulberry32(seedFrom(seed, stream, index)))
    const scaled = numbers.map((x) => x * deviation)
    tf.tidy(() => layer.setWeights([tf.tensor(scaled, kernel.shape), tf.zerosLike(bias)]))
  }
}

/** Everything that learns, in the order of the models and their layers. */
export function variablesOf(models: readonly LayersModel[]): Variable[] {
  return models.flatMap((model) => model.trainableWeights.map((weight) => weight.read() as Variable))
}

/** The log-variance of what is certain: a deviation of e^-10. */
const certain = -20

/** Makes a layer that gives log-variances give the same very small one for every picture, and never learn. */
export function withoutSpread(tf: TensorFlow, encoder: LayersModel, layerName: string): void {
  const layer = encoder.getLayer(layerName)
  const [kernel, bias] = layer.getWeights() as [Tensor, Tensor]
  tf.tidy(() => layer.setWeights([tf.zerosLike(kernel), tf.fill(bias.shape, certain)]))
  layer.trainable = false
}
