import type { layers, LayersModel, SymbolicTensor } from '@tensorflow/tfjs'
import { emitActivationLayer, emitLeakyReLU, emitReLU } from './activations'
import { emitConv2D, emitConv2DTranspose } from './convolutions'
import { emitConcatenate, emitPart } from './combine'
import { emitDense, emitFlatten, emitReshape } from './dense'
import { Emitter, type Value } from './emitter'
import { modelFile, valueInfo } from './graph'
import { emitLadderDraw, emitLadderMean, emitLadderSpread } from './ladder'
import { readWeights, type EmitLayer, type Weight } from './layer'
import { emitUpsampling2x } from './resize'

const emitters = new Map<string, EmitLayer>([
  ['Activation', emitActivationLayer],
  ['Concatenate', emitConcatenate],
  ['Conv2D', emitConv2D],
  ['Conv2DTranspose', emitConv2DTranspose],
  ['Dense', emitDense],
  ['Flatten', emitFlatten],
  ['LadderDraw', emitLadderDraw],
  ['LadderMean', emitLadderMean],
  ['LadderSpread', emitLadderSpread],
  ['LeakyReLU', emitLeakyReLU],
  ['Part', emitPart],
  ['ReLU', emitReLU],
  ['Reshape', emitReshape],
  ['Upsampling2x', emitUpsampling2x],
])

/**
 * Writes a functional model as an ONNX file (opset 17, float32) that computes the same: one input, any number of
 * outputs in the model's order, pictures as [N,H,W,C] at both ends, the batch `N` of any size.
 */
export async function onnxFromLayers(
  model: LayersModel,
  names: { input: string; outputs: string[] },
): Promise<Uint8Array> {
  const input = onlyInput(model)
  requireNames(model, names)
  const weights = await readWeights(model)
  const emitter = new Emitter()
  const known = new Map([[input.id, { name: names.input, layout: 'channels-last' } satisfies Value]])
  const outputs = model.outputs.map((output, index) => {
    const value = emitter.as('channels-last', emitTensor(emitter, output, known, weights))
    return {
      name: emitter.add('Identity', [value.name], 'channels-last', {}, names.outputs[index]).name,
      output,
    }
  })
  return modelFile({
    name: model.name,
    nodes: emitter.nodes,
    initializers: emitter.initializers,
    inputs: [valueInfo(names.input, dimensions(input))],
    outputs: outputs.map(({ name, output }) => valueInfo(name, dimensions(output))),
  })
}

/** Emits what a tensor is computed from, then the tensor: sources come first in an ONNX file. Each only once. */
function emitTensor(
  emitter: Emitter,
  tensor: SymbolicTensor,
  known: Map<number, Value>,
  weights: ReadonlyMap<layers.Layer, Weight[]>,
): Value {
  const done = known.get(tensor.id)
  if (done) return done
  const layer = tensor.sourceLayer
  const emit = emitters.get(layer.getClassName())
  const [source] = tensor.inputs
  if (!emit || !source) {
    throw new Error(
      `Layer "${layer.name}" is of the class ${layer.getClassName()}, which cannot be written as ONNX.`,
    )
  }
  const inputs = tensor.inputs.map((each) => emitTensor(emitter, each, known, weights))
  const [inputShape, outputShape] = [source.shape, tensor.shape]
  const application = { layer, input: inputs[0]!, inputs, inputShape, outputShape }
  const value = emit(emitter, { ...application, weights: weights.get(layer) ?? [] })
  known.set(tensor.id, value)
  return value
}

const dimensions = (tensor: SymbolicTensor): (number | string)[] =>
  tensor.shape.map((size, axis) => size ?? (axis === 0 ? 'N' : `D${axis}`))

function onlyInput(model: LayersModel): SymbolicTensor {
  const [input, ...others] = model.inputs
  if (!input || others.length > 0)
    throw new Error('Only a model with exactly one input can be written as ONNX.')
  return input
}

function requireNames(model: LayersModel, names: { input: string; outputs: string[] }): void {
  const distinct = new Set([names.input, ...names.outputs])
  if (names.outputs.length === model.outputs.length && distinct.size === names.outputs.length + 1) return
  throw new Error(
    `The model's ${model.outputs.length} outputs and its input need one name each, all different.`,
  )
}
