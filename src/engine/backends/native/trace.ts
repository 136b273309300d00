import type { Binding, Handle, NodeBackend, OpAttribute } from './binding'

/** An operation that was executed. */
interface TracedOp {
  name: string
  attributes: OpAttribute[]
  /** Handles' numbers. */
  inputs: number[]
  outputs: Handle[]
}

/** Numbers that were made while the work went on: sizes, scalars. */
export interface TracedConstant {
  shape: number[]
  dtype: number
  values: ArrayBufferView
}

export interface Trace {
  ops: TracedOp[]
  /** By handle's number. */
  constants: Map<number, TracedConstant>
}

/** Does some work while writing down every operation that TensorFlow executes for it. */
export function traced<T>(backend: NodeBackend, work: () => T): { result: T; trace: Trace } {
  const { binding } = backend
  const trace: Trace = { ops: [], constants: new Map() }
  backend.binding = recorder(binding, trace)
  try {
    return { result: work(), trace }
  } finally {
    backend.binding = binding
  }
}

/** The binding with three of its functions listened to. Its own properties are read-only, so it is inherited from. */
function recorder(binding: Binding, { ops, constants }: Trace): Binding {
  const overrides: Pick<Binding, 'createTensor' | 'executeOp' | 'tensorDataSync'> = {
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values)
      constants.set(id, { shape: [...shape], dtype, values })
      return id
    },
    executeOp(name, attributes, inputs, outputCount) {
      const outputs = binding.executeOp(name, attributes, inputs, outputCount)
      ops.push({ name, attributes, inputs: [...inputs], outputs })
      return outputs
    },
    tensorDataSync() {
      throw new Error('work that is compiled must not read a tensor')
    },
  }
  const descriptors = Object.entries(overrides).map(([key, value]) => [key, { value }])
  return Object.create(binding, Object.fromEntries(descriptors) as PropertyDescriptorMap) as Binding
}
