import { readFile, stat } from 'node:fs/promises'
import { writeFileAtomic } from './atomic'
import { UnreadableError } from './errors'

/** Arrays in NumPy's .npy format, version 1.0, C order, little endian: numpy.load opens every one of them. */

export interface NpyArray<T extends Uint8Array | Float32Array> {
  shape: number[]
  data: T
}

const magic = '\x93NUMPY'
/** Larger files are refused before anything is read. */
const mostBytes = 4 * 1024 ** 3
const headerAlignment = 64

const kinds = {
  uint8: { descr: '|u1', bytes: 1 },
  float32: { descr: '<f4', bytes: 4 },
} as const
type Kind = keyof typeof kinds

/** @throws RangeError when the shape does not fit the data */
export async function writeNpy(
  path: string,
  { shape, data }: NpyArray<Uint8Array | Float32Array>,
): Promise<void> {
  await writeFileAtomic(path, encodeNpy({ shape, data }))
}

export function encodeNpy({ shape, data }: NpyArray<Uint8Array | Float32Array>): Uint8Array {
  if (product(shape) !== data.length)
    throw new RangeError(`${data.length} numbers do not fill ${shape.join(' x ')}`)
  const { descr } = kinds[data instanceof Uint8Array ? 'uint8' : 'float32']
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`
  const used = magic.length + 4 + text.length + 1
  const padding = ' '.repeat((headerAlignment - (used % headerAlignment)) % headerAlignment)
  const header = Buffer.from(`${magic}\x01\x00\x00\x00${text}${padding}\n`, 'latin1')
  header.writeUInt16LE(header.length - magic.length - 4, magic.length + 2)
  return Buffer.concat([header, Buffer.from(data.buffer, data.byteOffset, data.byteLength)])
}

/** @throws UnreadableError when the file is not such an array or not of `dimensions` dimensions */
export async function readNpy(path: string, kind: 'uint8', dimensions: number): Promise<NpyArray<Uint8Array>>
export async function readNpy(
  path: string,
  kind: 'float32',
  dimensions: number,
): Promise<NpyArray<Float32Array>>
export async function readNpy(
  path: string,
  kind: Kind,
  dimensions: number,
): Promise<NpyArray<Uint8Array | Float32Array>> {
  const { size } = await stat(path)
  if (size > mostBytes) throw new UnreadableError(`${path} is too large to be read.`)
  return decodeNpy(await readFile(path), kind, dimensions, path)
}

export function decodeNpy(
  file: Buffer,
  kind: Kind,
  dimensions: number,
  where: string,
): NpyArray<Uint8Array | Float32Array> {
  const { header, dataStart } = headerOf(file, where)
  const shape = shapeOf(header, kinds[kind].descr, where)
  if (shape.length !== dimensions)
    throw new UnreadableError(`${where} has ${shape.length} dimensions, not ${dimensions}.`)
  const length = product(shape) * kinds[kind].bytes
  if (length !== file.length - dataStart)
    throw new UnreadableError(`${where} is cut off or has another size than it says.`)
  // A copy of its own, so that float32 data starts at a multiple of four and no larger buffer is kept alive.
  const bytes = new Uint8Array(file.subarray(dataStart))
  return { shape, data: kind === 'uint8' ? bytes : new Float32Array(bytes.buffer, 0, bytes.length / 4) }
}

function headerOf(file: Buffer, where: string): { header: string; dataStart: number } {
  if (file.length < 10 || file.toString('latin1', 0, 6) !== magic || file[6] !== 1)
    throw new UnreadableError(`${where} is not a NumPy array (.npy, version 1).`)
  const dataStart = 10 + file.readUInt16LE(8)
  return { header: file.toString('latin1', 10, dataStart), dataStart }
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
