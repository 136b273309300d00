import Papa from 'papaparse'
import { basename } from 'node:path'
import type { Attribute } from '../../core/records/attribute'
import { attributeOf } from '../build'

/** Labels read from a CSV, told apart by picture. */
export interface FolderLabels {
  attributes: Attribute[]
  /** Rows of the table that name no picture. */
  unmatchedRows: number
  /** Pictures that no row names. */
  unlabelledPictures: number
  /** Columns that are neither numbers nor a few words. */
  ignoredColumns: string[]
}

const nameColumns = ['file', 'filename', 'file name', 'image', 'picture', 'path', 'name']
const words: Record<string, number> = { yes: 1, true: 1, y: 1, no: 0, false: 0, n: 0 }
/** A column of more different words than this is free text, not labels. */
const mostWords = 8
const mostColumns = 500

/**
 * Labels by file name: the column called file, image or the like (else the first) names the picture by its path or by
 * its name alone; every other column becomes an attribute, or one yes-or-no attribute per word.
 */
export function labelsFromCsv(csv: string, pictures: readonly string[]): FolderLabels {
  const { data, meta } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  const fields = (meta.fields ?? []).slice(0, mostColumns)
  const key = fields.find((field) => nameColumns.includes(field.trim().toLowerCase())) ?? fields[0]
  const rows = rowsByPicture(data, key, pictures)
  const columns = fields.filter((field) => field !== key)
  const made = columns.map((column) => columnAttributes(column, rows.found))
  return {
    attributes: made.flat(),
    unmatchedRows: rows.unmatched,
    unlabelledPictures: rows.found.filter((row) => !row).length,
    ignoredColumns: columns.filter((_, i) => made[i]!.length === 0),
  }
}

type Row = Record<string, string> | undefined

function rowsByPicture(
  data: readonly Record<string, string>[],
  key: string | undefined,
  pictures: readonly string[],
): { found: Row[]; unmatched: number } {
  const byName = new Map<string, number>()
  pictures.forEach((path, i) => byName.set(basename(path), i))
  pictures.forEach((path, i) => byName.set(path, i))
  const found = new Array<Row>(pictures.length).fill(undefined)
  let unmatched = 0
  for (const row of data) {
    const index = byName.get((key && row[key])?.trim().replaceAll('\\', '/') ?? '')
    if (index === undefined) unmatched++
    else found[index] = row
  }
  return { found, unmatched }
}

function columnAttributes(column: string, rows: readonly Row[]): Attribute[] {
  const cells = rows.map((row) => row?.[column]?.trim() ?? '')
  const known = cells.filter((cell) => cell !== '')
  if (known.length === 0) return []
  const name = column.trim()
  if (known.every((cell) => !Number.isNaN(numberOf(cell))))
    return [attributeOf(name, Float32Array.from(cells, numberOf))]
  const kinds = [...new Set(known)].sort()
  if (kinds.length > mostWords) return []
  return kinds.map((kind) =>
    attributeOf(
      `${name}: ${kind}`,
      Float32Array.from(cells, (cell) => (cell === '' ? NaN : Number(cell === kind))),
    ),
  )
}

/** A number, or 1 and 0 for words of agreement; NaN for anything else and for nothing. */
function numberOf(cell: string): number {
  if (cell === '') return NaN
  return words[cell.toLowerCase()] ?? (Number.isFinite(Number(cell)) ? Number(cell) : NaN)
}

/** Each sub-folder that pictures lie in becomes a yes-or-no attribute, when there are at least two. */
export function labelsFromFolders(pictures: readonly string[]): Attribute[] {
  const folders = pictures.map((path) => path.split('/').slice(0, -1).join('/'))
  const kinds = [...new Set(folders)].filter((folder) => folder !== '').sort()
  if (new Set(folders).size < 2 || kinds.length > 100) return []
  return kinds.map((kind) =>
    attributeOf(
      kind,
      Float32Array.from(folders, (folder) => Number(folder === kind)),
    ),
  )
}
