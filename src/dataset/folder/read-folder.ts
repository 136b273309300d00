import { join } from 'node:path'
import type { Attribute } from '../../core/records/attribute'
import { imageSize } from '../../core/records/dataset'
import type { BuiltDataset, WorkOptions } from '../build'
import { readPicture } from './read-picture'
import { reasonOf, type BrokenFile, type ScannedFolder } from './scan'

const bytesPerImage = imageSize * imageSize * 3

/**
 * Reads the pictures that a scan found. One that turns out to be damaged is left out and listed.
 *
 * @throws RangeError when no picture is left; the signal's reason when aborted
 */
export async function readFolder(
  { folder, pictures, labels }: Pick<ScannedFolder, 'folder' | 'pictures' | 'labels'>,
  { signal, onProgress }: WorkOptions = {},
): Promise<BuiltDataset & { broken: BrokenFile[] }> {
  const images = new Uint8Array(pictures.length * bytesPerImage)
  const kept: number[] = []
  const broken: BrokenFile[] = []
  for (const [i, path] of pictures.entries()) {
    signal?.throwIfAborted()
    onProgress?.(i, pictures.length)
    try {
      images.set(await readPicture(join(folder, path), imageSize), kept.length * bytesPerImage)
      kept.push(i)
    } catch (error) {
      broken.push({ file: path, reason: reasonOf(error) })
    }
  }
  onProgress?.(pictures.length, pictures.length)
  if (kept.length === 0) throw new RangeError(`There is no picture in ${folder} that can be read.`)
  const attributes = labels.attributes.map((attribute) => ofKept(attribute, kept))
  return { images: images.subarray(0, kept.length * bytesPerImage), size: imageSize, attributes, broken }
}

function ofKept(attribute: Attribute, kept: readonly number[]): Attribute {
  return { ...attribute, values: Float32Array.from(kept, (i) => attribute.values[i]!) }
}
