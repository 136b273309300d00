import { join } from 'node:path'
import { imageSize, type ImageSize } from '../../core/records/dataset'
import { breather } from '../breath'
import type { WorkOptions } from '../build'
import type { FolderLabels } from '../folder/labels'
import type { Found } from '../found'
import { classAttributes, classNames } from './classes'
import type { IdxFiles } from './pairs'
import { readPairs, type IdxPictures } from './read-pairs'

/**
 * What IDX files hold: MNIST and its kin. Grey becomes RGB; pictures that are smaller than what models are made for
 * get a black rim, since enlarging them would blur what is 28 pixels wide.
 *
 * @throws the signal's reason when aborted
 */
export async function lookAtIdx(
  folder: string,
  files: IdxFiles,
  { signal }: WorkOptions = {},
): Promise<Found> {
  const { parts, broken } = await readPairs(folder, files, signal)
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const size = sizeFor(parts)
  const names = classNames(join(folder, files.pairs[0]?.images ?? ''))
  const labels = labelsOf(parts, names)
  const pictures = (most: number, options?: WorkOptions): Promise<Uint8Array> =>
    paint(parts, Math.min(most, count), size, options)
  return {
    folder,
    count,
    broken,
    labels,
    notes: notesOf(parts, size, names.length > 0 && labels.attributes.length > 0),
    size,
    examples: (most) => pictures(most),
    async read(options) {
      if (count === 0) throw new RangeError(`There is no IDX file of pictures in ${folder} that can be read.`)
      return { images: await pictures(count, options), size, attributes: labels.attributes, broken }
    },
  }
}

function sizeFor(parts: readonly IdxPictures[]): ImageSize {
  return parts.every(({ height, width }) => Math.max(height, width) <= 32) ? 32 : imageSize
}

function labelsOf(parts: readonly IdxPictures[], names: readonly string[]): FolderLabels {
  const none = (count: number): Float32Array => new Float32Array(count).fill(NaN)
  const columns = parts.map(({ count, labels }) => (labels ? Float32Array.from(labels) : none(count)))
  const all = Float32Array.from(columns.flatMap((column) => [...column]))
  const unlabelledPictures = all.reduce((sum, label) => sum + Number(Number.isNaN(label)), 0)
  const attributes = classAttributes(all, names)
  return { attributes, unmatchedRows: 0, unlabelledPictures, ignoredColumns: [] }
}

function notesOf(parts: readonly IdxPictures[], size: number, isNamed: boolean): string[] {
  const small = parts.find(({ height, width }) => height !== size || width !== size)
  const sides = small && `${small.width} x ${small.height}`
  return [
    ...(sides ? [`Pictures of ${sides} pixels get a black rim and become ${size} x ${size}.`] : []),
    ...(isNamed ? ['The labels are named as in Fashion-MNIST, because the folder is called so.'] : []),
  ]
}

/** The first `count` pictures as uint8 [count, size, size, 3], each in the middle of black. */
async function paint(
  parts: readonly IdxPictures[],
  count: number,
  size: number,
  { signal, onProgress }: WorkOptions = {},
): Promise<Uint8Array> {
  const images = new Uint8Array(count * size * size * 3)
  const breath = breather(signal)
  let done = 0
  for (const part of parts)
    for (let i = 0; i < part.count && done < count; i++, done++) {
      if (done % 256 === 0) onProgress?.(done, count)
      await breath()
      paintOne(part, i, images.subarray(done * size * size * 3, (done + 1) * size * size * 3), size)
    }
  onProgress?.(count, count)
  return images
}

function paintOne({ height, width, grey }: IdxPictures, index: number, rgb: Uint8Array, size: number): void {
  const [left, top] = [Math.floor((size - width) / 2), Math.floor((size - height) / 2)]
  for (let y = 0, from = index * height * width; y < height; y++) {
    const to = ((top + y) * size + left) * 3
    for (let x = 0; x < width; x++, from++) rgb.fill(grey[from]!, to + 3 * x, to + 3 * x + 3)
  }
}
