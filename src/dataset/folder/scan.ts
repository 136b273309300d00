import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Attribute } from '../../core/records/attribute'
import { imageSize } from '../../core/records/dataset'
import type { BuiltDataset, WorkOptions } from '../build'
import { labelsFromCsv, labelsFromFolders, type FolderLabels } from './labels'
import { BrokenPictureError, checkPicture, readPicture } from './read-picture'
import { walkFolder, type FoundFile } from './walk'

export interface BrokenFile {
  file: string
  reason: string
}

/** What was found in a folder. Nothing has been written. */
export interface ScannedFolder {
  folder: string
  /** Paths of the pictures within the folder. */
  pictures: string[]
  broken: BrokenFile[]
  labels: FolderLabels
}

const pictureEndings = new Set(['.png', '.jpg', '.jpeg', '.webp'])
const mostLabelBytes = 64 * 1024 * 1024

/**
 * Finds pictures (PNG, JPEG, WebP) and their labels: from a CSV, given or lying in the folder, and from sub-folders.
 *
 * @throws RangeError when the folder or the label file cannot be used
 */
export async function scanFolder(
  folder: string,
  labelFile: string | undefined,
  options: WorkOptions = {},
): Promise<ScannedFolder> {
  if (!(await isFolder(folder))) throw new RangeError(`There is no folder ${folder}.`)
  const files = await walkFolder(folder, options.signal)
  const candidates = files.filter(({ path }) => pictureEndings.has(extname(path).toLowerCase()))
  const { pictures, broken } = await checkAll(folder, candidates, options)
  const csv = await readLabels(folder, files, labelFile)
  return { folder, pictures, broken, labels: labelsOf(csv, pictures) }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function checkAll(
  folder: string,
  files: readonly FoundFile[],
  { signal, onProgress }: WorkOptions,
): Promise<Pick<ScannedFolder, 'pictures' | 'broken'>> {
  const pictures: string[] = []
  const broken: BrokenFile[] = []
  for (const [done, { path, bytes }] of files.entries()) {
    signal?.throwIfAborted()
    if (done % 50 === 0) onProgress?.(done, files.length)
    try {
      await checkPicture(join(folder, path), bytes)
      pictures.push(path)
    } catch (error) {
      broken.push({ file: path, reason: reasonOf(error) })
    }
  }
  return { pictures, broken }
}

/** Only what we say ourselves is meant for people. */
function reasonOf(error: unknown): string {
  return error instanceof BrokenPictureError ? error.message : 'it cannot be read'
}

/** The given table, else the one CSV at the top of the folder. */
async function readLabels(
  folder: string,
  files: readonly FoundFile[],
  given: string | undefined,
): Promise<string | undefined> {
  const tables = files.filter(({ path }) => !path.includes('/') && path.toLowerCase().endsWith('.csv'))
  const chosen = given ?? (tables.length === 1 ? join(folder, tables[0]!.path) : undefined)
  if (chosen === undefined) return undefined
  const { size } = await stat(chosen).catch(() => {
    throw new RangeError(`There is no label file ${chosen}.`)
  })
  if (size > mostLabelBytes) throw new RangeError(`The label file ${chosen} is larger than 64 MB.`)
  return readFile(chosen, 'utf8')
}

function labelsOf(csv: string | undefined, pictures: readonly string[]): FolderLabels {
  const none = { attributes: [], unmatchedRows: 0, unlabelledPictures: 0, ignoredColumns: [] }
  const table = csv === undefined ? none : labelsFromCsv(csv, pictures)
  return { ...table, attributes: unique([...labelsFromFolders(pictures), ...table.attributes]) }
}

/** Two attributes of one name could not be told apart; the later one gets a number. */
function unique(attributes: readonly Attribute[]): Attribute[] {
  const used = new Set<string>()
  return attributes.map((attribute) => {
    let name = attribute.name.slice(0, 190) || 'unnamed'
    for (let n = 2; used.has(name); n++) name = `${attribute.name.slice(0, 180)} (${n})`
    used.add(name)
    return { ...attribute, name }
  })
}

/**
 * Reads the pictures that a scan found. One that turns out to be damaged is left out and listed.
 *
 * @throws RangeError when no picture is left; the signal's reason when aborted
 */
export async function readFolder(
  { folder, pictures, labels }: Pick<ScannedFolder, 'folder' | 'pictures' | 'labels'>,
  { signal, onProgress }: WorkOptions = {},
): Promise<BuiltDataset & { broken: BrokenFile[] }> {
  const pixels: Uint8Array[] = []
  const kept: number[] = []
  const broken: BrokenFile[] = []
  for (const [i, path] of pictures.entries()) {
    signal?.throwIfAborted()
    onProgress?.(i, pictures.length)
    try {
      pixels.push(await readPicture(join(folder, path), imageSize))
      kept.push(i)
    } catch (error) {
      broken.push({ file: path, reason: reasonOf(error) })
    }
  }
  if (kept.length === 0) throw new RangeError(`There is no picture in ${folder} that can be read.`)
  const attributes = labels.attributes.map(({ name, kind, values }) => ({
    name,
    kind,
    values: Float32Array.from(kept, (i) => values[i]!),
  }))
  return { images: new Uint8Array(Buffer.concat(pixels)), attributes, broken }
}
