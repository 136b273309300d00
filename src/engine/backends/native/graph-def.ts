import { bytesField, floatField, integerField, message, textField } from '../../onnx/protobuf'
import type { Binding, OpAttribute } from './binding'
import type { Trace, TracedConstant } from './trace'

/**
 * A trace as TensorFlow's SavedModel. Field numbers are those of tensorflow/core/protobuf/{saved_model,meta_graph}.proto
 * and tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto, which never change.
 */

/** What TensorFlow 2.9 and later write and read. */
const graphVersion = message(integerField(1, 1087), integerField(2, 12))
export const graphTag = 'slerp'

/** A tensor that is fed to the graph. */
export interface GraphInput {
  id: number
  shape: readonly number[]
  dtype: number
}

export interface SavedGraph {
  file: Uint8Array
  /** The names to feed and to fetch by, as the binding takes them: separated by commas. */
  inputNames: string
  outputNames: string
}

/** @throws Error when the trace used a tensor that is neither fed nor made by it */
export function savedGraph(
  binding: Binding,
  { ops, constants }: Trace,
  inputs: GraphInput[],
  outputs: number[],
): SavedGraph {
  /** How later nodes name a handle: `node:output`. */
  const names = new Map(inputs.map(({ id }, i) => [id, `input${i}:0`]))
  const nodes = inputs.map(({ shape, dtype }, i) =>
    node(`input${i}`, 'Placeholder', [], { dtype: integerField(6, dtype), shape: shapeValue(shape) }),
  )
  const nameOf = (id: number): string => {
    const known = names.get(id)
    if (known) return known
    const constant = constants.get(id)
    if (!constant) throw new Error('work that is compiled used a tensor from outside')
    // Numbered within the graph: TensorFlow adds up in the order of names, which must not differ from run to run.
    const name = `constant${nodes.length}`
    names.set(id, `${name}:0`)
    nodes.push(node(name, 'Const', [], constantAttributes(constant)))
    return `${name}:0`
  }
  ops.forEach((op, i) => {
    const attributes: Record<string, Uint8Array> = {}
    for (const attribute of op.attributes) attributes[attribute.name] = attributeValue(binding, attribute)
    nodes.push(node(`op${i}`, op.name, op.inputs.map(nameOf), attributes))
    op.outputs.forEach(({ id }, output) => names.set(id, `op${i}:${output}`))
  })
  /** TensorFlow refuses to fetch what it was fed. */
  const fetched = (id: number, i: number): string => {
    const input = inputs.find((each) => each.id === id)
    if (!input) return nameOf(id)
    nodes.push(node(`output${i}`, 'Identity', [nameOf(id)], { T: integerField(6, input.dtype) }))
    return `output${i}:0`
  }
  const inputNames = commaList(inputs.map(({ id }) => nameOf(id)))
  const outputNames = commaList(outputs.map(fetched))
  return { file: savedModel(nodes), inputNames, outputNames }
}

/** The binding wants a comma at the end too. */
const commaList = (names: string[]): string => names.map((name) => `${name},`).join('')

function savedModel(nodes: Uint8Array[]): Uint8Array {
  const graph = message(...nodes.map((bytes) => bytesField(1, bytes)), bytesField(4, graphVersion))
  const metaGraph = message(bytesField(1, textField(4, graphTag)), bytesField(2, graph))
  return message(integerField(1, 1), bytesField(2, metaGraph))
}

function node(
  name: string,
  op: string,
  inputs: string[],
  attributes: Record<string, Uint8Array>,
): Uint8Array {
  return message(
    textField(1, name),
    textField(2, op),
    ...inputs.map((input) => textField(3, input)),
    ...Object.entries(attributes).map(([key, value]) =>
      bytesField(5, message(textField(1, key), bytesField(2, value))),
    ),
  )
}

const shapeOf = (shape: readonly number[]): Uint8Array =>
  message(...shape.map((size) => bytesField(2, integerField(1, size))))

const shapeValue = (shape: readonly number[]): Uint8Array => bytesField(7, shapeOf(shape))

function constantAttributes({ shape, dtype, values }: TracedConstant): Record<string, Uint8Array> {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const tensor = message(integerField(1, dtype), bytesField(2, shapeOf(shape)), bytesField(4, raw))
  return { dtype: integerField(6, dtype), value: bytesField(8, tensor) }
}

function attributeValue(binding: Binding, { type, value }: OpAttribute): Uint8Array {
  switch (type) {
    case binding.TF_ATTR_STRING:
      return textField(2, value as string)
    case binding.TF_ATTR_INT:
      return Array.isArray(value)
        ? bytesField(1, message(...value.map((item: number) => integerField(3, item))))
        : integerField(3, value as number)
    case binding.TF_ATTR_FLOAT:
      return floatField(4, value as number)
    case binding.TF_ATTR_BOOL:
      return integerField(5, value ? 1 : 0)
    case binding.TF_ATTR_TYPE:
      return integerField(6, value as number)
    default:
      throw new Error('work that is compiled used an operation whose settings cannot be written down')
  }
}
