/**
 * Reads files in the IDX format of MNIST (Y. LeCun, C. Cortes, C. Burges), plain or packed by gzip. What a header
 * promises is checked before room is made for it, and never more than that is unpacked.
 */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BrokenPictureError } from '../folder/read-picture'

/** Unsigned bytes in one, two or more dimensions, the last one fastest. */
export interface IdxArray {
  shape: number[]
  values: Uint8Array
}

export interface IdxOptions {
  /** How many dimensions there must be: three for pictures, one for labels. */
  dimensions: number
  /** Throws when there would be too many or too large ones. */
  assertModest: (shape: readonly number[]) => void
  signal?: AbortSignal | undefined
}

/** No file is smaller by deflate than this part of its content. */
const highestRatio = 1032

/**
 * @throws BrokenPictureError when it is not a whole IDX file of unsigned bytes in so many dimensions; the signal's
 * reason when aborted
 */
export async function readIdx(path: string, { dimensions, ...options }: IdxOptions): Promise<IdxArray> {
  const headerBytes = 4 + 4 * dimensions
  const header = await firstBytes(path, headerBytes)
  const shape = shapeOf(header, dimensions)
  options.assertModest(shape)
  const total = headerBytes + shape.reduce((product, size) => product * size, 1)
  const all = await wholeContent(path, total, options.signal)
  return { shape, values: all.subarray(headerBytes) }
}

/** Two zeros, the type of the numbers (8: unsigned byte), how many dimensions, then the size of each. */
function shapeOf(header: Buffer, dimensions: number): number[] {
  if (header.length < 4 || header.readUInt32BE(0) !== 0x0800 + dimensions)
    throw new BrokenPictureError(
      `it does not begin like an IDX file of ${dimensions === 1 ? 'labels' : 'pictures'}`,
    )
  if (header.length < 4 + 4 * dimensions) throw cutOff()
  return Array.from({ length: dimensions }, (_, i) => header.readUInt32BE(4 + 4 * i))
}

const cutOff = (): Error => new BrokenPictureError('it is damaged or cut off')

async function firstBytes(path: string, count: number): Promise<Buffer> {
  let found = Buffer.alloc(0)
  for await (const piece of unpacked(path, 0)) {
    found = Buffer.concat([found, piece])
    if (found.length >= count) break
  }
  return found.subarray(0, count)
}

async function wholeContent(path: string, total: number, signal: AbortSignal | undefined): Promise<Buffer> {
  let [all, at] = [Buffer.alloc(0), 0]
  for await (const piece of unpacked(path, total)) {
    signal?.throwIfAborted()
    if (at === 0) all = Buffer.alloc(total)
    if (at + piece.length > total) throw new BrokenPictureError('it holds more than its header says')
    at += piece.copy(all, at)
  }
  if (at < total) throw cutOff()
  return all
}

/** The content in pieces, unpacked. A file too small to hold `atLeast` bytes is not begun. */
async function* unpacked(path: string, atLeast: number): AsyncGenerator<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const isGzip = await beginsLikeGzip(file)
    const { size } = await file.stat()
    if (atLeast > (isGzip ? highestRatio * size : size)) throw cutOff()
    const packed = file.createReadStream({ start: 0, autoClose: false })
    // An error reaches the reader by the stream itself; an end before the end is the reader's own wish.
    yield* (isGzip ? pipeline(packed, createGunzip(), () => undefined) : packed) as AsyncIterable<Buffer>
  } catch (error) {
    throw isOfZlib(error) ? cutOff() : error
  } finally {
    await file.close()
  }
}

async function beginsLikeGzip(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
