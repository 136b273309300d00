import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Attribute } from '../../core/records/attribute'
import type { WorkOptions } from '../build'
import { labelsFromTable, labelsFromFolders, type FolderLabels } from './labels'
import { BrokenPictureError, isPicture } from './read-picture'
import { readTable } from './table'
import { walkFolder } from './walk'

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
/** As many as a data set of the document may have. */
const mostAttributes = 500

/**
 * Finds pictures (PNG, JPEG, WebP, told by their content) and their labels: from a CSV, given or lying in the folder,
 * and from sub-folders.
 *
 * @throws RangeError when the folder or the label file cannot be used; the signal's reason when aborted
 */
export async function scanFolder(
  folder: string,
  labelFile: string | undefined,
  options: WorkOptions = {},
): Promise<ScannedFolder> {
  if (!(await isFolder(folder))) throw new RangeError(`There is no folder ${folder}.`)
  const files = await walkFolder(folder, options.signal)
  const table = await readLabels(folder, files, labelFile, options.signal)
  const { pictures, broken } = await checkAll(folder, files, options)
  return { folder, pictures, broken, labels: await labelsOf(table, pictures, options.signal) }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function checkAll(
  folder: string,
  files: readonly string[],
  { signal, onProgress }: WorkOptions,
): Promise<Pick<ScannedFolder, 'pictures' | 'broken'>> {
  const pictures: string[] = []
  const broken: BrokenFile[] = []
  for (const [done, path] of files.entries()) {
    signal?.throwIfAborted()
    if (done % 50 === 0) onProgress?.(done, files.length)
    try {
      if (await isPicture(join(folder, path))) pictures.push(path)
      else if (looksLikePicture(path))
        broken.push({ file: path, reason: 'it is not a PNG, JPEG or WebP picture' })
    } catch (error) {
      if (error instanceof BrokenPictureError || looksLikePicture(path))
        broken.push({ file: path, reason: reasonOf(error) })
    }
  }
  onProgress?.(files.length, files.length)
  return { pictures, broken }
}

export const looksLikePicture = (path: string): boolean => pictureEndings.has(extname(path).toLowerCase())

/** Only what we say ourselves is meant for people. */
export function reasonOf(error: unknown): string {
  return error instanceof BrokenPictureError ? error.message : 'it cannot be read'
}

/** The given table, else the one called labels.csv at the top of the folder, else the only CSV there. */
async function readLabels(
  folder: string,
  files: readonly string[],
  given: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string[][] | undefined> {
  const tables = files.filter((path) => !path.includes('/') && path.toLowerCase().endsWith('.csv'))
  const lying = tables.find((path) => path.toLowerCase() === 'labels.csv') ?? tables[0]
  const certain = tables.length === 1 || lying?.toLowerCase() === 'labels.csv'
  if (given === undefined && !(lying && certain)) return undefined
  return readTable(given ?? join(folder, lying!), signal)
}

async function labelsOf(
  rows: readonly string[][] | undefined,
  pictures: readonly string[],
  signal: AbortSignal | undefined,
): Promise<FolderLabels> {
  const none = { attributes: [], unmatchedRows: 0, unlabelledPictures: 0, ignoredColumns: [] }
  const table = rows ? await labelsFromTable(rows, pictures, signal) : none
  const places = labelsFromFolders(pictures)
  const all = unique([...places.attributes, ...table.attributes])
  const ignored = [...places.ignoredColumns, ...table.ignoredColumns]
  return {
    ...table,
    attributes: all.slice(0, mostAttributes),
    ignoredColumns: [...ignored, ...all.slice(mostAttributes).map(({ name }) => name)],
  }
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
