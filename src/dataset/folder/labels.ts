import type { Attribute } from '../../core/records/attribute'
import { attributeOf } from '../build'
import { breather } from '../breath'
import { matchRows, type Row } from './match-rows'

/** Labels read from a CSV, told apart by picture. */
export interface FolderLabels {
  attributes: Attribute[]
  /** Rows of the table that name no picture. */
  unmatchedRows: number
  /** Pictures that no row names. */
  unlabelledPictures: number
  /** Columns that are neither numbers nor a few words, and what else was too much. */
  ignoredColumns: string[]
}

/** The surer ones first. */
const nameColumns = [
  'file',
  'filename',
  'file name',
  'file_name',
  'image',
  'image_id',
  'picture',
  'path',
  'name',
]
const words: Record<string, number> = { yes: 1, true: 1, y: 1, no: 0, false: 0, n: 0 }
/** A column of more different words than this is free text, not labels. */
const mostWords = 8
const mostColumns = 500
const mostFolders = 100

/**
 * Labels by file name: the column called file, image or the like (else the first) names the picture by its path or by
 * its name; every other column becomes an attribute, or one yes-or-no attribute per word.
 *
 * @param table rows of the CSV, the header first
 * @param pictures paths of the pictures, with forward slashes
 */
export async function labelsFromTable(
  [header = [], ...rows]: readonly string[][],
  pictures: readonly string[],
  signal?: AbortSignal,
): Promise<FolderLabels> {
  const key = nameColumn(header)
  const { found, unmatched } = await matchRows(rows, key, pictures, signal)
  const attributes: Attribute[] = []
  const ignoredColumns: string[] = []
  const breath = breather(signal)
  for (const [i, name] of header.entries()) {
    await breath()
    if (i === key) continue
    const made = i < mostColumns ? columnAttributes(name, i, found) : []
    attributes.push(...made)
    if (made.length === 0) ignoredColumns.push(name)
  }
  const unlabelledPictures = found.filter((row) => !row).length
  return { attributes, unmatchedRows: unmatched, unlabelledPictures, ignoredColumns }
}

/** Index of the column that names the picture. */
function nameColumn(header: readonly string[]): number {
  const names = header.map((name) => name.toLowerCase())
  const known = nameColumns.find((name) => names.includes(name))
  return known === undefined ? 0 : names.indexOf(known)
}

function columnAttributes(name: string, column: number, rows: readonly Row[]): Attribute[] {
  const cells = rows.map((row) => row?.[column]?.trim() ?? '')
  const known = cells.filter((cell) => cell !== '')
  if (known.length === 0) return []
  if (known.every((cell) => !Number.isNaN(numberOf(cell)))) return [numbersOf(name, cells)]
  const kinds = [...new Set(known)].sort()
  return kinds.length > mostWords ? [] : kinds.map((kind) => wordAttribute(`${name}: ${kind}`, kind, cells))
}

function numbersOf(name: string, cells: readonly string[]): Attribute {
  const values = Float32Array.from(cells, numberOf)
  // CelebA's tables say no as -1.
  const signs = values.every((value) => Number.isNaN(value) || value === 1 || value === -1)
  return attributeOf(name, signs ? values.map((value) => (value === -1 ? 0 : value)) : values)
}

function wordAttribute(name: string, word: string, cells: readonly string[]): Attribute {
  const values = Float32Array.from(cells, (cell) => (cell === '' ? NaN : Number(cell === word)))
  return attributeOf(name, values)
}

/** A number, or 1 and 0 for words of agreement; NaN for anything else and for nothing. */
function numberOf(cell: string): number {
  if (cell === '') return NaN
  const word = cell.toLowerCase()
  if (Object.hasOwn(words, word)) return words[word]!
  return Number.isFinite(Math.fround(Number(cell))) ? Number(cell) : NaN
}

/** Each sub-folder that pictures lie in becomes a yes-or-no attribute, when they lie in at least two places. */
export function labelsFromFolders(
  pictures: readonly string[],
): Pick<FolderLabels, 'attributes' | 'ignoredColumns'> {
  const folders = pictures.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  const places = new Set(folders)
  const kinds = [...places].filter((folder) => folder !== '').sort()
  if (places.size < 2) return { attributes: [], ignoredColumns: [] }
  if (kinds.length > mostFolders) return { attributes: [], ignoredColumns: ['sub-folders'] }
  const isIn = (kind: string): Float32Array => Float32Array.from(folders, (folder) => Number(folder === kind))
  return { attributes: kinds.map((kind) => attributeOf(kind, isIn(kind))), ignoredColumns: [] }
}
