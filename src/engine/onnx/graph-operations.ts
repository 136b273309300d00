import type { Kernel, Operations } from '../models/network'
import { equalisedScale } from '../ops/equalised'
import type { Emitter, Layout, Value } from './emitter'
import type { Weight } from './layer'
import { asPads, transposedPadding } from './padding'
import { permute4 } from './permute'
import { modulatedConvolution } from './style'

export type WeightOf = (name: string) => Weight

/** Reads a network as nodes of an ONNX graph, with the weights' values as constants. */
export function graphOperations(emitter: Emitter, weightOf: WeightOf): Operations<Value> {
  const unary = (operator: string, x: Value): Value => emitter.add(operator, [x.name], x.layout)
  const binary = (operator: string, a: Value, b: Value): Value => {
    const layout: Layout = [a, b].some((x) => x.layout === 'channels-first')
      ? 'channels-first'
      : 'channels-last'
    return emitter.add(operator, [emitter.as(layout, a).name, emitter.as(layout, b).name], layout)
  }
  const withChannels = (operator: string, x: Value, name: string): Value =>
    emitter.add(operator, [x.name, perChannel(emitter, weightOf, name, x.layout)], x.layout)
  const convolve = (x: Value, kernel: Kernel, stride: number): Value =>
    convolution(emitter, x, kernel.name, scaled(weightOf, kernel), stride)
  return {
    dense: (x, kernel) => {
      const { data, shape } = scaled(weightOf, kernel)
      const name = emitter.constant(`${kernel.name}/matrix`, shape, data)
      return emitter.add('MatMul', [x.name, name], 'channels-last')
    },
    conv2d: (x, kernel, stride = 1) => convolve(x, kernel, stride),
    modulatedConv2d: (x, kernel, style, { demodulate = true } = {}) => {
      const weight = scaled(weightOf, kernel)
      const convolved = (input: Value): Value => convolve(input, kernel, 1)
      return modulatedConvolution(emitter, x, style, { name: kernel.name, weight, demodulate }, convolved)
    },
    withNoise: (x, noise, strength) =>
      binary('Add', x, withChannels('Mul', emitter.as(x.layout, noise), strength)),
    bias: (x, weight) => withChannels('Add', x, weight),
    add: (a, b) => binary('Add', a, b),
    scale: (x, factor) =>
      typeof factor === 'string' ? withChannels('Mul', x, factor) : times(emitter, x, factor),
    blend: (a, b, share) => binary('Add', a, withChannels('Mul', binary('Sub', b, a), share)),
    upsample2x: (x) => {
      const scales = emitter.constant('upsampling_2x/scales', [4], Float32Array.of(1, 1, 2, 2))
      return emitter.add('Resize', [emitter.as('channels-first', x).name, '', scales], 'channels-first')
    },
    downsample2x: (x) => {
      const attributes = { kernel_shape: [2, 2], strides: [2, 2] }
      return emitter.add('AveragePool', [emitter.as('channels-first', x).name], 'channels-first', attributes)
    },
    pixelNorm: (x) => pixelNorm(emitter, x),
    leakyRelu: (x, slope) => emitter.add('LeakyRelu', [x.name], x.layout, { alpha: { float: slope } }),
    relu: (x) => unary('Relu', x),
    sigmoid: (x) => unary('Sigmoid', x),
    tanh: (x) => unary('Tanh', x),
    reshape: (x, sizes) => {
      const data = BigInt64Array.from([-1, ...sizes].map(BigInt))
      const shape = emitter.constant(`shape/${sizes.join('x')}`, [data.length], data)
      return emitter.add('Reshape', [emitter.as('channels-last', x).name, shape], 'channels-last')
    },
    concat: (a, b) => emitter.add('Concat', [a.name, b.name], 'channels-last', { axis: 1 }),
    part: (x, start, size) => {
      const at = (name: string, number: number): string =>
        emitter.constant(`${name}/${number}`, [1], BigInt64Array.of(BigInt(number)))
      const inputs = [x.name, at('start', start), at('end', start + size), at('axis', 1)]
      return emitter.add('Slice', inputs, 'channels-last')
    },
    weight: (name) => {
      const { data, shape } = weightOf(name)
      return { name: emitter.constant(`${name}/value`, shape, data), layout: 'channels-last' }
    },
  }
}

function times(emitter: Emitter, x: Value, factor: number): Value {
  const name = emitter.constant(`factor/${factor}`, [], Float32Array.of(factor))
  return emitter.add('Mul', [x.name, name], x.layout)
}

/** A kernel as it is used. */
function scaled(weightOf: WeightOf, { name, gain }: Kernel): Weight {
  const { data, shape } = weightOf(name)
  if (gain === undefined) return { data, shape }
  const scale = equalisedScale(shape, gain)
  return { data: data.map((x) => x * scale), shape }
}

/** A weight [channels] or [] where a value of this layout has its channels. */
function perChannel(emitter: Emitter, weightOf: WeightOf, name: string, layout: Layout): string {
  const { data, shape } = weightOf(name)
  const isLast = layout === 'channels-last' || shape.length === 0
  return emitter.constant(`${name}/${layout}`, isLast ? shape : [1, ...shape, 1, 1], data)
}

/** Kernel [height, width, in, out] becomes [out, in, height, width]; the stride divides the sides. */
function convolution(emitter: Emitter, x: Value, name: string, kernel: Weight, stride: number): Value {
  const [height = 1, width = 1] = kernel.shape
  const turned = permute4(kernel.data, kernel.shape, [3, 2, 0, 1])
  const inputs = [
    emitter.as('channels-first', x).name,
    emitter.constant(`${name}/kernel`, turned.shape, turned.data),
  ]
  const pads = asPads([transposedPadding(height, stride), transposedPadding(width, stride)])
  const attributes = { kernel_shape: [height, width], strides: [stride, stride], pads }
  return emitter.add('Conv', inputs, 'channels-first', attributes)
}

function pixelNorm(emitter: Emitter, x: Value): Value {
  const add = (operator: string, inputs: string[], attributes = {}): string =>
    emitter.add(operator, inputs, x.layout, attributes).name
  const axes = x.layout === 'channels-first' ? [1] : [-1]
  const meanSquare = add('ReduceMean', [add('Mul', [x.name, x.name])], { axes })
  const epsilon = emitter.constant('epsilon', [], Float32Array.of(1e-8))
  const length = add('Sqrt', [add('Add', [meanSquare, epsilon])])
  return emitter.add('Div', [x.name, length], x.layout)
}
