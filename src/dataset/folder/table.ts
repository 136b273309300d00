import Papa from 'papaparse'

/**
 * Rows of a CSV, the header first, its cells trimmed. The separator is found out. Cells are kept in lists, not in
 * objects by column name: a column may be called `__proto__`.
 */
export function parseTable(csv: string): string[][] {
  const { data } = Papa.parse<string[]>(withoutByteOrderMark(csv), { skipEmptyLines: 'greedy' })
  const [header, ...rows] = data
  return header ? [header.map((name) => name.trim()), ...rows] : []
}

/** Spreadsheets put one before UTF-8; it would become part of the first column's name. */
function withoutByteOrderMark(csv: string): string {
  return csv.startsWith('\ufeff') ? csv.slice(1) : csv
}
