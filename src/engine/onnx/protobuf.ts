/** Just enough of protobuf's wire format to write a message: https://protobuf.dev/programming-guides/encoding/ */

const VARINT = 0
const BYTES = 2
const FIXED_32 = 5

/** Seven bits per byte, lowest first; negative numbers are written as their 64-bit two's complement. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  do {
    const low = Number(rest & 127n)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 128 : low)
  } while (rest > 0n)
  return Uint8Array.from(bytes)
}

const key = (field: number, wireType: number): Uint8Array => varint((field << 3) | wireType)

/** Fields one after another: the body of a message. */
export function message(...fields: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const field of fields) {
    bytes.set(field, at)
    at += field.length
  }
  return bytes
}

export const integerField = (field: number, value: number | bigint): Uint8Array =>
  message(key(field, VARINT), varint(value))

/** A length-delimited field: raw bytes, or a message written before. */
export const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  message(key(field, BYTES), varint(bytes.length), bytes)

export const textField = (field: number, text: string): Uint8Array =>
  bytesField(field, new TextEncoder().encode(text))

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4))
  bytes.setFloat32(0, value, true)
  return message(key(field, FIXED_32), new Uint8Array(bytes.buffer))
}
