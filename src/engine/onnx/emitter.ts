import { node, tensor, type Attribute } from './graph'

/** ONNX convolves [N,C,H,W]; tf.layers and everything else here hold [N,H,W,C]. */
export type Layout = 'channels-last' | 'channels-first'

/** A result in the graph being written. Only 4-D results are ever channels-first. */
export interface Value {
  readonly name: string
  readonly layout: Layout
}

const permutationTo: Record<Layout, number[]> = {
  'channels-first': [0, 3, 1, 2],
  'channels-last': [0, 2, 3, 1],
}

/** Collects the nodes and constants of a graph, and turns a picture round only where its reader needs it. */
export class Emitter {
  readonly nodes: Uint8Array[] = []
  readonly #constants = new Map<string, Uint8Array>()
  readonly #turned = new Map<string, Value>()

  get initializers(): Uint8Array[] {
    return [...this.#constants.values()]
  }

  /** Adds an operation; its result has the given layout, and the given name or a fresh one. */
  add(
    operator: string,
    inputs: readonly string[],
    layout: Layout,
    attributes: Record<string, Attribute> = {},
    name = `${operator}_${this.nodes.length}`,
  ): Value {
    this.nodes.push(node(operator, inputs, name, attributes))
    return { name, layout }
  }

  /** Adds a constant unless it is there already, as it is when a layer is used twice. Returns its name. */
  constant(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): string {
    if (!this.#constants.has(name)) this.#constants.set(name, tensor(name, shape, data))
    return name
  }

  /** The value in the wanted layout: itself, or one Transpose that all its readers share. */
  as(layout: Layout, value: Value): Value {
    if (value.layout === layout) return value
    const known = this.#turned.get(value.name)
    if (known) return known
    const turned = this.add('Transpose', [value.name], layout, { perm: permutationTo[layout] })
    this.#turned.set(value.name, turned)
    return turned
  }
}
