import type { Tensor } from '@tensorflow/tfjs'
import type { NetworkFunction } from '../models/network'
import { Emitter, type Value } from './emitter'
import { modelFile, valueInfo } from './graph'
import { graphOperations } from './graph-operations'
import type { Weight } from './layer'

/** An input or output by its name, and its sizes after the batch. */
export interface Port {
  name: string
  sizes: number[]
}

/** The numbers of tensors by their names. A graphics processor's can only be waited for. */
export async function readTensors(tensors: Readonly<Record<string, Tensor>>): Promise<Map<string, Weight>> {
  const read = async ([name, tensor]: [string, Tensor]): Promise<[string, Weight]> => [
    name,
    { data: Float32Array.from(await tensor.data()), shape: tensor.shape },
  ]
  return new Map(await Promise.all(Object.entries(tensors).map(read)))
}

/**
 * Writes a network as an ONNX file (opset 17, float32) that computes the same: pictures as [N,H,W,C] at both ends, the
 * batch `N` of any size.
 *
 * @throws RangeError when a weight is missing
 */
export function onnxFromNetwork(
  network: NetworkFunction,
  weights: ReadonlyMap<string, Weight>,
  ports: { name: string; inputs: Port[]; outputs: Port[] },
): Uint8Array {
  const emitter = new Emitter()
  const weightOf = (name: string): Weight => {
    const weight = weights.get(name)
    if (!weight) throw new RangeError(`The network has no weight named "${name}".`)
    return weight
  }
  const inputs = ports.inputs.map(({ name }): Value => ({ name, layout: 'channels-last' }))
  const values = network(graphOperations(emitter, weightOf), inputs)
  values.forEach((value, i) => {
    const { name } = emitter.as('channels-last', value)
    emitter.add('Identity', [name], 'channels-last', {}, ports.outputs[i]!.name)
  })
  const info = ({ name, sizes }: Port): Uint8Array => valueInfo(name, ['N', ...sizes])
  const { nodes, initializers } = emitter
  const ends = { inputs: ports.inputs.map(info), outputs: ports.outputs.map(info) }
  return modelFile({ name: ports.name, nodes, initializers, ...ends })
}
