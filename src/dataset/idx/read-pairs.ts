import { join } from 'node:path'
import { mostImages } from '../../core/records/dataset'
import { BrokenPictureError } from '../folder/read-picture'
import { reasonOf, type BrokenFile } from '../folder/scan'
import type { IdxFiles, IdxPair } from './pairs'
import { readIdx } from './read-idx'

/** Pictures of one file, with their labels. */
export interface IdxPictures {
  count: number
  height: number
  width: number
  /** uint8 [count, height, width], 0 is black. */
  grey: Uint8Array
  /** One per picture; undefined when there are none that can be used. */
  labels?: Uint8Array
}

const largestSide = 64

/**
 * Reads the pairs of a folder. A file that cannot be used is left out and listed; pictures without their labels stay.
 *
 * @throws the signal's reason when aborted
 */
export async function readPairs(
  folder: string,
  { pairs, lonely }: IdxFiles,
  signal: AbortSignal | undefined,
): Promise<{ parts: IdxPictures[]; broken: BrokenFile[] }> {
  const parts: IdxPictures[] = []
  const broken = lonely.map((file) => ({ file, reason: 'its pictures are not there' }))
  for (const pair of pairs) {
    const room = mostImages - parts.reduce((sum, { count }) => sum + count, 0)
    const part = await orBroken(pair.images, broken, signal, () => readPictures(folder, pair, room, signal))
    if (!part) continue
    const labels =
      pair.labels &&
      (await orBroken(pair.labels, broken, signal, () =>
        readLabels(folder, pair.labels!, part.count, signal),
      ))
    parts.push({ ...part, ...(labels && { labels }) })
  }
  return { parts, broken }
}

async function orBroken<T>(
  file: string,
  broken: BrokenFile[],
  signal: AbortSignal | undefined,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    signal?.throwIfAborted()
    broken.push({ file, reason: reasonOf(error) })
    return undefined
  }
}

async function readPictures(
  folder: string,
  { images }: IdxPair,
  room: number,
  signal: AbortSignal | undefined,
): Promise<IdxPictures> {
  const assertModest = ([count, height, width]: readonly number[]): void =>
    assertFits(count!, height!, width!, room)
  const { shape, values } = await readIdx(join(folder, images), { dimensions: 3, assertModest, signal })
  return { count: shape[0]!, height: shape[1]!, width: shape[2]!, grey: values }
}

function assertFits(count: number, height: number, width: number, room: number): void {
  if (count === 0 || height === 0 || width === 0)
    throw new BrokenPictureError('it says that it holds no pictures')
  if (Math.max(height, width) > largestSide)
    throw new BrokenPictureError(
      `its pictures are ${width} x ${height} pixels; no more than ${largestSide} x ${largestSide} fit`,
    )
  if (count > room)
    throw new BrokenPictureError(
      `with the ${count} pictures that it says it holds there are more than ${mostImages}`,
    )
}

async function readLabels(
  folder: string,
  labels: string,
  expected: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const assertModest = ([count]: readonly number[]): void => {
    if (count !== expected)
      throw new BrokenPictureError(`it says that it holds ${count} labels for ${expected} pictures`)
  }
  return (await readIdx(join(folder, labels), { dimensions: 1, assertModest, signal })).values
}
