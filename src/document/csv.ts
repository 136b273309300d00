import Papa from 'papaparse'
import type { Attribute } from '../core/records/attribute'
import { UnreadableError } from './errors'

/** Attributes as CSV: a header, then one row per image; an unknown value is an empty cell. */
export function attributesToCsv(attributes: readonly Attribute[], count: number): string {
  const rows = Array.from({ length: count }, (_, i) => [
    i,
    ...attributes.map(({ values }) => cell(values[i]!)),
  ])
  return Papa.unparse(
    { fields: ['image', ...attributes.map(({ name }) => name)], data: rows },
    { newline: '\n' },
  )
}

/** float32 printed with just the digits that bring the same number back. */
function cell(value: number): string {
  if (Number.isNaN(value)) return ''
  const short = Number(value.toPrecision(7))
  return String(Math.fround(short) === value ? short : value)
}

/** @throws UnreadableError when rows or columns are missing */
export function attributesFromCsv(
  text: string,
  kinds: readonly Pick<Attribute, 'name' | 'kind'>[],
  count: number,
  where: string,
): Attribute[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true })
  const [header, ...rows] = data
  if (!header || rows.length !== count)
    throw new UnreadableError(`${where} has ${rows.length} rows for ${count} images.`)
  return kinds.map(({ name, kind }) => {
    // After the first, which numbers the images: an attribute may be called `image` too.
    const column = header.indexOf(name, 1)
    if (column < 0) throw new UnreadableError(`${where} has no column "${name}".`)
    return { name, kind, values: Float32Array.from(rows, (row) => number(row[column])) }
  })
}

function number(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text)
}
