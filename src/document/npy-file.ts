import { open, readFile, stat, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { UnreadableError } from './errors'
import { decodeNpy, layoutOf, mostHeaderBytes, numbersOf, type Kind, type NpyArray } from './npy'

/** Reading .npy files: nothing is made room for before the header agrees with the size of the file. */

/** Larger files are refused before anything is read. */
const mostBytes = 4 * 1024 ** 3
/** What is packed must be unpacked in one piece. */
const mostUnpackedBytes = 1024 ** 3
/** The system refuses more than two gigabytes in one call. */
const readAtOnce = 64 * 1024 ** 2

/**
 * Reads a file, or the one packed with gzip beside it (`PATH.gz`).
 *
 * @throws UnreadableError when it is not such an array or not of `dimensions` dimensions
 */
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
  const file = await openIfThere(path)
  if (!file) return decodeNpy(await unpacked(`${path}.gz`), kind, dimensions, path)
  try {
    return await readOpen(file, kind, dimensions, path)
  } finally {
    await file.close()
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** @throws UnreadableError when it is missing, damaged, or larger than anything we pack */
export async function unpacked(path: string): Promise<Buffer> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  )
  if (size === undefined) throw new UnreadableError(`${path.replace(/\.gz$/, '')} is missing.`)
  if (size > mostUnpackedBytes) throw new UnreadableError(`${path} is too large to be read.`)
  try {
    return await promisify(gunzip)(await readFile(path), { maxOutputLength: mostUnpackedBytes })
  } catch {
    throw new UnreadableError(`${path} is damaged or too large to be unpacked.`)
  }
}

async function readOpen(
  file: FileHandle,
  kind: Kind,
  dimensions: number,
  where: string,
): Promise<NpyArray<Uint8Array | Float32Array>> {
  const { size } = await file.stat()
  if (size > mostBytes) throw new UnreadableError(`${where} is too large to be read.`)
  const start = Buffer.alloc(Math.min(size, 10 + mostHeaderBytes))
  await file.read(start, 0, start.length, 0)
  const { shape, dataStart } = layoutOf(start, size, kind, dimensions, where)
  const bytes = new Uint8Array(size - dataStart)
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(readAtOnce, bytes.length - at), dataStart + at)
    if (bytesRead === 0) throw new UnreadableError(`${where} was cut off while it was read.`)
    at += bytesRead
  }
  return { shape, data: numbersOf(bytes, kind) }
}

/**
 * One row of a table, or of the one packed with gzip beside it; of a plain file no other is read.
 *
 * @throws UnreadableError when it is not such a table
 * @throws RangeError when it has no such row
 */
export async function readNpyRow(path: string, row: number): Promise<Float32Array> {
  const file = await openIfThere(path)
  if (!file) {
    const { shape, data } = decodeNpy(await unpacked(`${path}.gz`), 'float32', 2, path)
    return data.slice(...boundsOf(row, shape)) as Float32Array
  }
  try {
    const { size } = await file.stat()
    const start = Buffer.alloc(Math.min(size, 10 + mostHeaderBytes))
    await file.read(start, 0, start.length, 0)
    const { shape, dataStart } = layoutOf(start, size, 'float32', 2, path)
    const [from, end] = boundsOf(row, shape)
    const bytes = new Uint8Array(4 * (end - from))
    await file.read(bytes, 0, bytes.length, dataStart + 4 * from)
    return numbersOf(bytes, 'float32') as Float32Array
  } finally {
    await file.close()
  }
}

function boundsOf(row: number, [rows = 0, columns = 0]: readonly number[]): [number, number] {
  if (!(Number.isInteger(row) && row >= 0 && row < rows)) throw new RangeError(`there is no row ${row}`)
  return [row * columns, (row + 1) * columns]
}
