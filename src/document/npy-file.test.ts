import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeNpy } from './npy'
import { readNpy, readNpyRow } from './npy-file'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-npy-'))
  path = join(folder, 'a.npy')
})
afterEach(() => rm(folder, { recursive: true }))

const data = Float32Array.from({ length: 6 }, (_, i) => i / 3)
const file = (): Buffer => Buffer.concat(encodeNpy({ shape: [2, 3], data }))
/** The same file with another shape in its header, as long as before. */
const claiming = (shape: string): Buffer =>
  Buffer.from(file().toString('latin1').replace('(2, 3), }'.padEnd(40), `${shape}, }`.padEnd(40)), 'latin1')

test('a file is read, or the packed one beside it when there is none', async () => {
  await writeFile(`${path}.gz`, gzipSync(file()))
  expect(await readNpy(path, 'float32', 2)).toEqual({ shape: [2, 3], data })
  await writeFile(path, Buffer.concat(encodeNpy({ shape: [1, 1], data: Float32Array.of(9) })))
  expect((await readNpy(path, 'float32', 2)).data).toEqual(Float32Array.of(9))
})

test('of a table one row is read, from a plain file and from a packed one', async () => {
  await writeFile(`${path}.gz`, gzipSync(file()))
  expect(await readNpyRow(path, 1)).toEqual(data.slice(3))
  await writeFile(path, file())
  expect(await readNpyRow(path, 0)).toEqual(data.slice(0, 3))
  for (const row of [-1, 2, 0.5]) await expect(readNpyRow(path, row)).rejects.toThrow(RangeError)
})

test.each(['(99999999999, 99999999999)', '(9, 9)', '(2, 2)', '(2 3, 1)', '(1e3, 1)'])(
  'a small file that claims %s is refused',
  async (shape) => {
    expect(claiming(shape)).toHaveLength(file().length)
    await writeFile(path, claiming(shape))
    await expect(readNpy(path, 'float32', 2)).rejects.toMatchObject({ name: 'UnreadableError' })
  },
)

test('what is too large, cut off, damaged or missing is said', async () => {
  const read = (): Promise<unknown> => readNpy(path, 'float32', 2)
  await expect(read()).rejects.toThrow('a.npy is missing')
  await writeFile(`${path}.gz`, 'not packed')
  await expect(read()).rejects.toThrow('damaged or too large to be unpacked')
  await writeFile(path, file().subarray(0, 90))
  await expect(read()).rejects.toThrow('is not a NumPy array')
  await writeFile(path, file().subarray(0, -1))
  await expect(read()).rejects.toThrow('is cut off')
  await truncate(path, 5 * 1024 ** 3)
  await expect(read()).rejects.toThrow('too large')
})

test('more than fits one read of the system comes whole', async () => {
  const large = new Uint8Array(70 * 1024 ** 2)
  large[large.length - 1] = 7
  const out = await open(path, 'w')
  for (const piece of encodeNpy({ shape: [large.length], data: large })) await out.writeFile(piece)
  await out.close()
  const read = await readNpy(path, 'uint8', 1)
  expect([read.data.length, read.data.at(-1)]).toEqual([large.length, 7])
})
