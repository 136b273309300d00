import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import Papa from 'papaparse'

const mostBytes = 64 * 1024 * 1024

/**
 * Rows of a CSV, the header first, its cells trimmed. The separator is found out. Read in pieces, so that the process
 * stays responsive. Cells are kept in lists, not in objects by column name: a column may be called `__proto__`.
 *
 * @throws RangeError when there is no such file or it is too large; the signal's reason when aborted
 */
export async function readTable(path: string, signal?: AbortSignal): Promise<string[][]> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new RangeError(`There is no label file ${path}.`)
  if (found.size > mostBytes) throw new RangeError(`The label file ${path} is larger than 64 MB.`)
  const [header, ...rows] = await parseStream(Readable.from(textOf(path, signal)))
  return header ? [header.map((name) => name.trim()), ...rows] : []
}

/** Spreadsheets put a byte order mark before UTF-8; it would become part of the first column's name. */
async function* textOf(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  let isFirst = true
  for await (const piece of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    signal?.throwIfAborted()
    yield isFirst ? piece.replace(/^\ufeff/, '') : piece
    isFirst = false
  }
}

function parseStream(stream: Readable): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = []
    Papa.parse<string[]>(stream, {
      skipEmptyLines: 'greedy',
      chunk: ({ data }) => {
        for (const row of data) rows.push(row)
      },
      complete: () => resolve(rows),
      error: reject,
    })
  })
}
