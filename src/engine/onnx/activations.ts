import type { layers } from '@tensorflow/tfjs'
import type { Emitter, Value } from './emitter'
import { setting, unsupported, type EmitLayer } from './layer'

const operators = new Map<unknown, string>([
  ['relu', 'Relu'],
  ['sigmoid', 'Sigmoid'],
  ['tanh', 'Tanh'],
])

/** Applies the `activation` setting that most layers have, and that the layer Activation consists of. */
export function emitActivation(emitter: Emitter, layer: layers.Layer, value: Value): Value {
  const name = setting(layer, 'activation') ?? 'linear'
  if (name === 'linear') return value
  const operator = operators.get(name)
  if (!operator) throw unsupported(layer, 'activation')
  return emitter.add(operator, [value.name], value.layout)
}

export const emitActivationLayer: EmitLayer = (emitter, { layer, input }) =>
  emitActivation(emitter, layer, input)

export const emitReLU: EmitLayer = (emitter, { layer, input }) => {
  if (typeof setting(layer, 'maxValue') === 'number') throw unsupported(layer, 'maxValue')
  return emitter.add('Relu', [input.name], input.layout)
}

export const emitLeakyReLU: EmitLayer = (emitter, { layer, input }) => {
  const slope = setting(layer, 'alpha')
  if (typeof slope !== 'number') throw unsupported(layer, 'alpha')
  return emitter.add('LeakyRelu', [input.name], input.layout, { alpha: { float: slope } })
}
