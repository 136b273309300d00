import { bytesField, floatField, integerField, message, textField } from './protobuf'

/** The messages of an ONNX file. Field numbers are those of onnx.proto, which never change. */

const IR_VERSION = 8
const OPERATOR_SET = 17
const FLOAT = 1
const INT64 = 7

/** A whole number, a list of whole numbers, or a float in a box (JavaScript cannot tell 1 from 1.0). */
export type Attribute = number | number[] | { float: number }

/** A size known beforehand, or a name for one that is not (the batch). */
export type Dimension = number | string

export interface GraphParts {
  name: string
  nodes: Uint8Array[]
  initializers: Uint8Array[]
  inputs: Uint8Array[]
  outputs: Uint8Array[]
}

/** TensorProto: a constant of the given shape, row-major. */
export function tensor(
  name: string,
  shape: readonly number[],
  data: Float32Array | BigInt64Array,
): Uint8Array {
  // raw_data is little-endian, as is every machine that Electron runs on.
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const type = data instanceof Float32Array ? FLOAT : INT64
  const dimensions = shape.map((size) => integerField(1, size))
  return message(...dimensions, integerField(2, type), textField(8, name), bytesField(9, raw))
}

/** AttributeProto; field 20 names the type of the value. */
function attribute(name: string, value: Attribute): Uint8Array {
  if (typeof value === 'number') {
    return message(textField(1, name), integerField(3, value), integerField(20, 2))
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => integerField(8, item))
    return message(textField(1, name), ...items, integerField(20, 7))
  }
  return message(textField(1, name), floatField(2, value.float), integerField(20, 1))
}

/** NodeProto: one operation with one result, named after it. */
export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, Attribute> = {},
): Uint8Array {
  const values = Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value)))
  const sources = inputs.map((input) => textField(1, input))
  return message(...sources, textField(2, output), textField(3, output), textField(4, operator), ...values)
}

/** ValueInfoProto: the name and shape of a float input or output. */
export function valueInfo(name: string, shape: readonly Dimension[]): Uint8Array {
  const dimensions = shape.map((size) =>
    bytesField(1, typeof size === 'string' ? textField(2, size) : integerField(1, size)),
  )
  const tensorType = message(integerField(1, FLOAT), bytesField(2, message(...dimensions)))
  return message(textField(1, name), bytesField(2, bytesField(1, tensorType)))
}

/** ModelProto: a whole file. */
export function modelFile({ name, nodes, initializers, inputs, outputs }: GraphParts): Uint8Array {
  const graph = message(
    ...nodes.map((part) => bytesField(1, part)),
    textField(2, name),
    ...initializers.map((part) => bytesField(5, part)),
    ...inputs.map((part) => bytesField(11, part)),
    ...outputs.map((part) => bytesField(12, part)),
  )
  const operatorSet = message(textField(1, ''), integerField(2, OPERATOR_SET))
  return message(
    integerField(1, IR_VERSION),
    textField(2, 'slerp'),
    bytesField(7, graph),
    bytesField(8, operatorSet),
  )
}
