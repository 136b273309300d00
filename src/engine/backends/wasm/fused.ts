import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { FusedCall } from '../fused'
import { f32x4, type Code } from './assembler'
import { sizeOf, type Call, type WasmBackend } from './call'
import { elementwiseFunction, type Elementwise } from './elementwise'
import { floatsOf, siteOf } from './scratch'

const zero = f32x4.constant(0)

/** y = x where x is above 0, else slope * x. */
export const leakyRelu =
  (stock: KernelFunc) =>
  (call: Call<{ x: TensorInfo }, { alpha: number }>): TensorInfo => {
    const { inputs, backend, attrs } = call
    if (inputs.x.dtype !== 'float32') return stock(call) as TensorInfo
    return leaky(backend, 'LeakyRelu', attrs.alpha, [inputs.x, inputs.x])
  }

export const leakyReluGrad = ({
  inputs: { dy, y },
  backend,
  attrs,
}: FusedCall<'LeakyReluGrad', WasmBackend>): TensorInfo =>
  leaky(backend, 'LeakyReluGrad', attrs.alpha, [dy, y])

/** The first number where the second is above 0, else slope times it. */
function leaky(backend: WasmBackend, name: string, slope: number, inputs: TensorInfo[]): TensorInfo {
  const work = (x: Code, sign: Code): Code[] => [
    f32x4.select(f32x4.greater(sign, zero), x, f32x4.mul(x, f32x4.constant(slope))),
  ]
  return elementwise(backend, `${name} ${slope}`, { inputs: ['each', 'each'], outputs: 1, work }, inputs)[0]!
}

export function adamStep({ inputs, backend, attrs }: FusedCall<'AdamStep', WasmBackend>): TensorInfo[] {
  const { firstDecay, secondDecay, epsilon } = attrs
  const { value, first, second, gradient, size } = inputs
  const mixed = (decay: number, old: Code, fresh: Code): Code =>
    f32x4.add(f32x4.mul(old, f32x4.constant(decay)), f32x4.mul(fresh, f32x4.constant(1 - decay)))
  const work = (x: Code, m: Code, v: Code, g: Code, step: Code): Code[] => {
    const [newFirst, newSecond] = [mixed(firstDecay, m, g), mixed(secondDecay, v, f32x4.mul(g, g))]
    const root = f32x4.add(f32x4.sqrt(newSecond), f32x4.constant(epsilon))
    return [f32x4.sub(x, f32x4.div(f32x4.mul(newFirst, step), root)), newFirst, newSecond]
  }
  const whole: Elementwise = { inputs: ['each', 'each', 'each', 'each', 'one'], outputs: 3, work }
  const key = `AdamStep ${Object.values(attrs).join()}`
  return elementwise(backend, key, whole, [value, first, second, gradient, size])
}

/** Results of the first input's shape. */
function elementwise(
  backend: WasmBackend,
  key: string,
  whole: Elementwise,
  inputs: TensorInfo[],
): TensorInfo[] {
  const site = siteOf(backend)
  const { shape } = inputs[0]!
  const size = sizeOf(shape)
  const outputs = Array.from({ length: whole.outputs }, () => backend.makeOutput(shape, 'float32'))
  const run = site.programs.get(key, () => elementwiseFunction(whole))
  const addresses = [...inputs, ...outputs].map((tensor) => floatsOf(site, tensor).address)
  run(...addresses, Math.floor(size / 4), size % 4)
  return outputs
}

/** The same numbers, held once more; the backend's own copies them. */
export function identity({ inputs: { x }, backend }: Call<{ x: TensorInfo }, object>): TensorInfo {
  backend.incRef(x.dataId)
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
}
