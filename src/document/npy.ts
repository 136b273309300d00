import { UnreadableError } from './errors'

/** Arrays in NumPy's .npy format, version 1.0, C order, little endian: numpy.load opens every one of them. */

export interface NpyArray<T extends Uint8Array | Float32Array> {
  shape: number[]
  data: T
}

const magic = '\x93NUMPY'
/** Ours have 118; a header made to keep us busy has more. */
export const mostHeaderBytes = 4096
const headerAlignment = 64

const kinds = {
  uint8: { descr: '|u1', bytes: 1 },
  float32: { descr: '<f4', bytes: 4 },
} as const
export type Kind = keyof typeof kinds

/**
 * The bytes of a file, header and numbers apart: large arrays are not copied.
 *
 * @throws RangeError when the shape does not fit the data
 */
export function encodeNpy({ shape, data }: NpyArray<Uint8Array | Float32Array>): [Uint8Array, Uint8Array] {
  if (product(shape) !== data.length)
    throw new RangeError(`${data.length} numbers do not fill ${shape.join(' x ')}`)
  const { descr } = kinds[data instanceof Uint8Array ? 'uint8' : 'float32']
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`
  const used = magic.length + 4 + text.length + 1
  const padding = ' '.repeat((headerAlignment - (used % headerAlignment)) % headerAlignment)
  const header = Buffer.from(`${magic}\x01\x00\x00\x00${text}${padding}\n`, 'latin1')
  header.writeUInt16LE(header.length - magic.length - 4, magic.length + 2)
  return [header, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]
}

/** @throws UnreadableError when it is not such an array or not of `dimensions` dimensions */
export function decodeNpy(
  file: Buffer,
  kind: Kind,
  dimensions: number,
  where: string,
): NpyArray<Uint8Array | Float32Array> {
  const { shape, dataStart } = layoutOf(file, file.length, kind, dimensions, where)
  // A copy of its own, so that float32 data starts at a multiple of four and no larger buffer is kept alive.
  return { shape, data: numbersOf(new Uint8Array(file.subarray(dataStart)), kind) }
}

export const numbersOf = (bytes: Uint8Array, kind: Kind): Uint8Array | Float32Array =>
  kind === 'uint8' ? bytes : new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)

/** What the start of a file of `size` bytes says, checked against that size. */
export function layoutOf(
  start: Buffer,
  size: number,
  kind: Kind,
  dimensions: number,
  where: string,
): { shape: number[]; dataStart: number } {
  const { header, dataStart } = headerOf(start, where)
  const shape = shapeOf(header, kinds[kind].descr, where)
  if (shape.length !== dimensions)
    throw new UnreadableError(`${where} has ${shape.length} dimensions, not ${dimensions}.`)
  if (product(shape) * kinds[kind].bytes !== size - dataStart)
    throw new UnreadableError(`${where} is cut off or has another size than it says.`)
  return { shape, dataStart }
}

function headerOf(start: Buffer, where: string): { header: string; dataStart: number } {
  const isNpy = start.length >= 10 && start.toString('latin1', 0, 6) === magic && start[6] === 1
  const dataStart = isNpy ? 10 + start.readUInt16LE(8) : 0
  if (!isNpy || dataStart > start.length || dataStart > 10 + mostHeaderBytes)
    throw new UnreadableError(`${where} is not a NumPy array (.npy, version 1).`)
  return { header: start.toString('latin1', 10, dataStart), dataStart }
}

function shapeOf(header: string, descr: string, where: string): number[] {
  const found = /'descr': *'([^']+)'.*'fortran_order': *(\w+).*'shape': *\(([\d, ]*)\)/.exec(header)
  if (!found || found[1] !== descr || found[2] !== 'False')
    throw new UnreadableError(`${where} holds another kind of numbers than expected (${descr}, C order).`)
  return found[3]!
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, side) => total * side, 1)
}
