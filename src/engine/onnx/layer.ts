import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs'
import type { Emitter, Value } from './emitter'

type Layer = layers.Layer

/** One application of a layer: what it reads, and the shapes around it with `null` for the batch. */
export interface Application {
  readonly layer: Layer
  readonly input: Value
  /** All that it reads, `input` first; in the order in which the layer was called with them. */
  readonly inputs: readonly Value[]
  readonly inputShape: SymbolicTensor['shape']
  readonly outputShape: SymbolicTensor['shape']
  /** The layer's weights, read back before anything is written. */
  readonly weights: readonly Weight[]
}

export type EmitLayer = (emitter: Emitter, application: Application) => Value

export interface Weight {
  data: Float32Array
  shape: number[]
}

/** The weights of every layer. A graphics processor's numbers can only be waited for. */
export async function readWeights(model: LayersModel): Promise<Map<Layer, Weight[]>> {
  const read = async (layer: Layer): Promise<[Layer, Weight[]]> => [
    layer,
    await Promise.all(
      layer.getWeights().map(async (weight) => ({
        data: Float32Array.from(await weight.data()),
        shape: weight.shape,
      })),
    ),
  ]
  return new Map(await Promise.all(model.layers.map(read)))
}

/** The kernel and, if the layer has one, the bias. */
export function weightsOf({ layer, weights }: Application): { kernel: Weight; bias?: Weight } {
  const [kernel, bias] = weights
  if (!kernel) throw new Error(`Layer "${layer.name}" has no weights.`)
  return bias ? { kernel, bias } : { kernel }
}

/** A setting of the layer by name, as tf.layers would save it. */
export const setting = (layer: Layer, name: string): unknown => layer.getConfig()[name]

/** A setting per axis of a picture: height, then width. */
export function pairSetting(layer: Layer, name: string): [number, number] {
  const value = setting(layer, name)
  const [height, width] = Array.isArray(value) ? (value as unknown[]) : [value, value]
  if (typeof height === 'number' && typeof width === 'number') return [height, width]
  throw unsupported(layer, name)
}

/** Refuses layers that hold pictures channels-first: every reshape around them would mean something else. */
export function requireChannelsLast(layer: Layer): void {
  const format = setting(layer, 'dataFormat') ?? 'channelsLast'
  if (format !== 'channelsLast') throw unsupported(layer, 'dataFormat')
}

/** The sizes after the batch, all of which must be known. */
export function knownSizes(layer: Layer, shape: SymbolicTensor['shape']): number[] {
  return shape.slice(1).map((size) => {
    if (size === null) throw new Error(`Layer "${layer.name}" has a size that is not known beforehand.`)
    return size
  })
}

export function unsupported(layer: Layer, name: string): Error {
  const value = JSON.stringify(setting(layer, name))
  return new Error(
    `Layer "${layer.name}" (${layer.getClassName()}) has ${name} ${value}, which is not supported.`,
  )
}
