import { emitActivation } from './activations'
import type { Emitter, Value } from './emitter'
import { knownSizes, requireChannelsLast, weightsOf, type Application, type EmitLayer } from './layer'

/** Kernel [in, out] as it is. MatMul takes inputs of any rank, as Dense does; Gemm, for rank 2, adds the bias. */
export const emitDense: EmitLayer = (emitter, application) => {
  const { layer, input, inputShape } = application
  const { kernel, bias } = weightsOf(application)
  const source = emitter.as('channels-last', input).name
  const weight = emitter.constant(`${layer.name}/kernel`, kernel.shape, kernel.data)
  const offset = bias ? [emitter.constant(`${layer.name}/bias`, bias.shape, bias.data)] : []
  if (inputShape.length === 2) {
    return emitActivation(emitter, layer, emitter.add('Gemm', [source, weight, ...offset], 'channels-last'))
  }
  let value = emitter.add('MatMul', [source, weight], 'channels-last')
  if (offset.length > 0) value = emitter.add('Add', [value.name, ...offset], 'channels-last')
  return emitActivation(emitter, layer, value)
}

export const emitFlatten: EmitLayer = (emitter, application) => {
  requireChannelsLast(application.layer)
  return emitReshape(emitter, application)
}

/** tf.layers counts elements in [N,H,W,C] order, so the picture is turned back first. */
export function emitReshape(emitter: Emitter, { layer, input, outputShape }: Application): Value {
  const sizes = [-1, ...knownSizes(layer, outputShape)]
  const data = BigInt64Array.from(sizes.map(BigInt))
  const shape = emitter.constant(`${layer.name}/shape/${sizes.join('x')}`, [sizes.length], data)
  return emitter.add('Reshape', [emitter.as('channels-last', input).name, shape], 'channels-last')
}
