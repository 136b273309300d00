import type { layers } from '@tensorflow/tfjs'
import { emitActivation } from './activations'
import type { Attribute } from './graph'
import type { Emitter, Value } from './emitter'
import {
  knownSizes,
  pairSetting,
  requireChannelsLast,
  setting,
  unsupported,
  weightsOf,
  type Application,
  type EmitLayer,
} from './layer'
import { asPads, convolutionPadding, transposedPadding } from './padding'
import { permute4 } from './permute'

type Pair = [number, number]

/** Kernel [height, width, in, out] becomes [out, in, height, width]. */
export const emitConv2D: EmitLayer = (emitter, application) => {
  const { layer, inputShape } = application
  const [kernel, strides, dilations] = settings(layer)
  const [height = 0, width = 0] = knownSizes(layer, inputShape)
  const pads = padsUnlessValid(layer, [
    convolutionPadding(height, kernel[0], strides[0], dilations[0]),
    convolutionPadding(width, kernel[1], strides[1], dilations[1]),
  ])
  const attributes = { kernel_shape: kernel, strides, dilations, pads }
  return emitConvolution(emitter, application, 'Conv', [3, 2, 0, 1], attributes)
}

/** Kernel [height, width, out, in] becomes [in, out, height, width]. */
export const emitConv2DTranspose: EmitLayer = (emitter, application) => {
  const { layer } = application
  const [kernel, strides, dilations] = settings(layer)
  if (dilations.some((dilation) => dilation !== 1)) throw unsupported(layer, 'dilationRate')
  const pads = padsUnlessValid(layer, [
    transposedPadding(kernel[0], strides[0]),
    transposedPadding(kernel[1], strides[1]),
  ])
  // A kernel smaller than its stride leaves rows that nothing reaches; tf.layers keeps those at the end.
  const rest = [Math.max(strides[0] - kernel[0], 0), Math.max(strides[1] - kernel[1], 0)]
  const attributes = { kernel_shape: kernel, strides, pads, output_padding: rest }
  return emitConvolution(emitter, application, 'ConvTranspose', [3, 2, 0, 1], attributes)
}

function settings(layer: layers.Layer): [kernel: Pair, strides: Pair, dilations: Pair] {
  requireChannelsLast(layer)
  const dilations: Pair = setting(layer, 'dilationRate') == null ? [1, 1] : pairSetting(layer, 'dilationRate')
  return [pairSetting(layer, 'kernelSize'), pairSetting(layer, 'strides'), dilations]
}

function padsUnlessValid(layer: layers.Layer, same: Parameters<typeof asPads>[0]): number[] {
  const padding = setting(layer, 'padding')
  if (padding === 'same') return asPads(same)
  if (padding === 'valid') return [0, 0, 0, 0]
  throw unsupported(layer, 'padding')
}

/** The part that both kinds share: weights turned round, the operation, the activation. */
function emitConvolution(
  emitter: Emitter,
  application: Application,
  operator: string,
  kernelOrder: [number, number, number, number],
  attributes: Record<string, Attribute>,
): Value {
  const { layer, input } = application
  const { kernel, bias } = weightsOf(application)
  const turned = permute4(kernel.data, kernel.shape, kernelOrder)
  const inputs = [
    emitter.as('channels-first', input).name,
    emitter.constant(`${layer.name}/kernel`, turned.shape, turned.data),
  ]
  if (bias) inputs.push(emitter.constant(`${layer.name}/bias`, bias.shape, bias.data))
  const value = emitter.add(operator, inputs, 'channels-first', attributes)
  return emitActivation(emitter, layer, value)
}
