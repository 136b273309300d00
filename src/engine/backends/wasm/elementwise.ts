import { advance, constant, f32x4, get, iff, repeat, set, type Code, type MemoryFunction } from './assembler'

/**
 * A function of numbers, done to each element of some tensors of one size: read once, written once, however many
 * operations it takes.
 *
 * Called with the inputs' addresses, the outputs', the number of whole vectors of four, and how many floats are left.
 */
export interface Elementwise {
  /** `each`: a tensor, read along; `one`: a single number for all. */
  inputs: ('each' | 'one')[]
  outputs: number
  /** @param x the inputs' values @returns the outputs' */
  work: (...x: Code[]) => Code[]
}

export function elementwiseFunction({ inputs, outputs, work }: Elementwise): MemoryFunction {
  const parameters = inputs.length + outputs + 2
  const [whole, rest] = [parameters - 2, parameters - 1]
  const values = inputs.map((_, i) => parameters + i)
  const loads = inputs.flatMap((kind, i) => set(values[i]!, kind === 'each' ? f32x4.load(i) : f32x4.splat(i)))
  const results = work(...values.map(get)).map((code, i) => {
    return { address: inputs.length + i, local: parameters + inputs.length + i, code }
  })
  const computed = [...loads, ...results.flatMap(({ local, code }) => set(local, code))]
  const moving = [...inputs.keys()].filter((i) => inputs[i] === 'each')
  const step = [
    ...computed,
    ...results.flatMap(({ address, local }) => f32x4.store(address, 0, get(local))),
    ...[...moving, ...results.map(({ address }) => address)].flatMap((i) => advance(i, constant(16))),
  ]
  // Reading past the last float is harmless, writing there is not.
  const lanes = results.flatMap(({ address, local }) =>
    [0, 1, 2].flatMap((lane) => iff(rest, lane, f32x4.storeLane(address, 4 * lane, get(local), lane))),
  )
  const body = [...iff(whole, 0, repeat(whole, step)), ...iff(rest, 0, [...computed, ...lanes])]
  return { parameters, integers: 0, vectors: inputs.length + outputs, body }
}
