/** Finds out what a place holds that pictures can be imported from: IDX files, or a folder of pictures. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import { imageSize } from '../core/records/dataset'
import type { WorkOptions } from './build'
import { readFolder } from './folder/read-folder'
import { readPicture } from './folder/read-picture'
import { looksLikePicture, scanFolder } from './folder/scan'
import { walkFolder } from './folder/walk'
import type { Found } from './found'
import { lookAtIdx } from './idx/look'
import { idxFiles, idxPart, type IdxFiles } from './idx/pairs'

/**
 * @param path a folder, or one IDX file, which brings its labels or its pictures from beside it
 * @param labelFile a CSV for a folder of pictures
 * @throws RangeError when it cannot be used; the signal's reason when aborted
 */
export async function lookAt(
  path: string,
  labelFile: string | undefined,
  options: WorkOptions = {},
): Promise<Found> {
  const place = await placeOf(path, options.signal)
  const idx = idxFiles(place.files)
  if (idx.pairs.length + idx.lonely.length === 0) return lookAtFolder(path, labelFile, options)
  if (labelFile !== undefined)
    throw new RangeError('IDX files bring their own labels; leave the label file out.')
  assertOnePlace(idx)
  const found = await lookAtIdx(place.folder, idx, options)
  if (!place.files.some(looksLikePicture)) return found
  return { ...found, notes: [...found.notes, 'The other pictures in the folder are left out.'] }
}

/** The files in question. What is not there has none; then the search for pictures says so. */
async function placeOf(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ folder: string; files: string[] }> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return { folder: path, files: await walkFolder(path, signal) }
  const part = found?.isFile() ? idxPart(basename(path)) : undefined
  if (found?.isFile() && !part)
    throw new RangeError(`${basename(path)} is neither a folder of pictures nor an IDX file.`)
  if (!part) return { folder: path, files: [] }
  const beside = await readdir(dirname(path), { withFileTypes: true })
  const names = beside.filter((entry) => entry.isFile()).map(({ name }) => name)
  return { folder: dirname(path), files: names.filter((name) => idxPart(name)?.stem === part.stem).sort() }
}

/** Train and test files of one collection lie side by side; those of two do not belong into one data set. */
function assertOnePlace({ pairs, lonely }: IdxFiles): void {
  const paths = [...pairs.map(({ images }) => images), ...lonely]
  const places = [...new Set(paths.map((path) => posix.dirname(path)))]
  if (places.length > 1)
    throw new RangeError(`There are IDX files in several folders (${places.join(', ')}); choose one of them.`)
}

async function lookAtFolder(
  folder: string,
  labelFile: string | undefined,
  options: WorkOptions,
): Promise<Found> {
  const scan = await scanFolder(folder, labelFile, options)
  const { pictures, broken, labels } = scan
  return {
    folder,
    count: pictures.length,
    broken,
    labels,
    notes: [],
    size: imageSize,
    examples: (most) => firstPictures(folder, pictures.slice(0, most)),
    async read(readOptions) {
      const { broken: alsoBroken, ...built } = await readFolder(scan, readOptions)
      return { ...built, broken: [...broken, ...alsoBroken] }
    },
  }
}

async function firstPictures(folder: string, paths: readonly string[]): Promise<Uint8Array> {
  const shown: Uint8Array[] = []
  for (const path of paths) {
    const rgb = await readPicture(join(folder, path), imageSize).catch(() => undefined)
    if (rgb) shown.push(rgb)
  }
  return Buffer.concat(shown)
}
