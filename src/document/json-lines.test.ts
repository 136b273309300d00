import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JsonLines } from './json-lines'

let folder: string
let path: string
let lines: JsonLines<number>
const number = (value: unknown): number => {
  if (typeof value !== 'number') throw new TypeError('not a number')
  return value
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-lines-'))
  path = join(folder, 'lines.jsonl')
  lines = new JsonLines(path, number)
})
afterEach(async () => {
  await lines.close()
  await rm(folder, { recursive: true })
})

test('many at once lie in the order in which they were asked for', async () => {
  const all = Array.from({ length: 200 }, (_, i) => i)
  await Promise.all(all.map((value) => lines.append(value)))
  expect(await lines.read()).toEqual({ values: all, damaged: 0 })
  expect(await readFile(path, 'utf8')).toBe(all.map((value) => `${value}\n`).join(''))
})

test('what could not be read back is not written', async () => {
  await expect(lines.append(NaN)).rejects.toThrow('not a number')
  await lines.append(1)
  expect(await readFile(path, 'utf8')).toBe('1\n')
})

test('half a line after bytes that are no text is cut off, and only that', async () => {
  await writeFile(path, Buffer.from([0x31, 0x0a, 0xff, 0xfe, 0x0a, 0x32, 0x0a, 0x33, 0xe2]))
  await lines.append(4)
  expect(await lines.read()).toEqual({ values: [1, 2, 4], damaged: 1 })
})

/** Writing stops in the middle of a line when the file reaches the limit, as on a full disk. */
const limitFileSize = (bytes: number | 'unlimited'): void => {
  execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])
}

test.runIf(existsSync('/usr/bin/prlimit'))(
  'a full disk costs the line that did not fit and no other',
  async () => {
    await lines.append(111_111)
    limitFileSize(10)
    await expect(lines.append(222_222)).rejects.toThrow('EFBIG')
    limitFileSize('unlimited')
    await lines.append(333_333)
    expect(await readFile(path, 'utf8')).toBe('111111\n333333\n')
  },
)

test('another that reads while a line is being written sees the whole lines', async () => {
  await lines.append(1)
  await appendFile(path, '2')
  expect(await new JsonLines(path, number).read()).toEqual({ values: [1], damaged: 0 })
  expect(await readFile(path, 'utf8')).toBe('1\n2')
})
