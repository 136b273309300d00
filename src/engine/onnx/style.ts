import type { Emitter, Value } from './emitter'
import type { Weight } from './layer'

/** A kernel [height, width, in, out], and whether each output channel is brought back to length 1. */
export interface ModulatedKernel {
  name: string
  weight: Weight
  demodulate: boolean
}

/**
 * StyleGAN2's convolution as in ops/style.ts: inputs times the style, one convolution for all pictures, outputs divided
 * by what the style made of the kernel's length.
 *
 * @param style [batch, in] @param convolve with the kernel
 */
export function modulatedConvolution(
  emitter: Emitter,
  x: Value,
  style: Value,
  kernel: ModulatedKernel,
  convolve: (x: Value) => Value,
): Value {
  const times = (value: Value, factors: string): Value =>
    emitter.add(
      'Mul',
      [emitter.as('channels-first', value).name, perPixel(emitter, factors)],
      'channels-first',
    )
  const y = convolve(times(x, style.name))
  if (!kernel.demodulate) return y
  const add = (operator: string, ...inputs: string[]): string =>
    emitter.add(operator, inputs, 'channels-last').name
  const { shape, data } = squares(kernel.weight)
  const matrix = emitter.constant(`${kernel.name}/squares`, shape, data)
  const squared = add('MatMul', add('Mul', style.name, style.name), matrix)
  const epsilon = emitter.constant('epsilon', [], Float32Array.of(1e-8))
  return times(y, add('Reciprocal', add('Sqrt', add('Add', squared, epsilon))))
}

/** [batch, channels] as [batch, channels, 1, 1]. */
function perPixel(emitter: Emitter, factors: string): string {
  const axes = emitter.constant('per pixel', [2], BigInt64Array.of(2n, 3n))
  return emitter.add('Unsqueeze', [factors, axes], 'channels-first').name
}

/** The sum of squares over a kernel's pixels, [in, out]. */
function squares({ data, shape }: Weight): Weight {
  const [inputs = 1, outputs = 1] = shape.slice(-2)
  const sums = new Float32Array(inputs * outputs)
  data.forEach((x, i) => {
    sums[i % sums.length]! += x * x
  })
  return { data: sums, shape: [inputs, outputs] }
}
