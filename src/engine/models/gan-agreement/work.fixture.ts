import type { Tensor, Variable } from '@tensorflow/tfjs'
import { compiled, type Backend, type TensorFlow } from '../../backends/backend'

/** Rows of numbers by name. */
export type Numbers = Record<string, number[]>

/** Scattered numbers in -scale..scale that reference.py makes as well, in single precision. */
export function waves(tf: TensorFlow, shape: number[], phase: number, scale = 1): Tensor {
  const size = shape.reduce((product, side) => product * side, 1)
  const numbers = Float32Array.from(
    { length: size },
    (_, i) => scale * Math.sin(phase + 0.61803398875 * i * i),
  )
  return tf.tensor(numbers, shape)
}

/** Variables of such numbers; the phases count from the first. */
export const waveVariables = (tf: TensorFlow, shapes: number[][], phase: number, scale: number): Variable[] =>
  shapes.map((shape, i) => tf.tidy(() => tf.variable(waves(tf, shape, phase + i, scale))))

/** What some work gives, by name: compiled where a training step would be. Frees inputs and variables. */
export async function rowsOf(
  backend: Backend,
  inputs: Tensor[],
  variables: Variable[],
  work: (inputs: Tensor[]) => Record<string, Tensor>,
): Promise<Numbers> {
  let names: string[] = []
  const named = (tensors: Tensor[]): Tensor[] => {
    const results = work(tensors)
    names = Object.keys(results)
    return Object.values(results)
  }
  const step = compiled(backend, named, variables)
  const results = step.run(inputs)
  const rows = await Promise.all(results.map(async (tensor) => Array.from(await tensor.data())))
  backend.tf.dispose([...inputs, ...variables, ...results])
  step.dispose()
  return Object.fromEntries(rows.map((row, i) => [names[i]!, row]))
}
