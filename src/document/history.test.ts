import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { History, type KeptMoment } from './history'

let root: string
let folder: string
let history: History

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'slerp-history-'))
  folder = join(root, 'history')
  history = new History(folder)
})
afterEach(() => rm(root, { recursive: true }))

const moment = (step: number, changes: Partial<KeptMoment> = {}): KeptMoment => ({
  step,
  epoch: Math.floor(step / 10),
  images: Uint32Array.of(1, 4),
  codes: Float32Array.of(step, 0, 0, -step),
  width: 2,
  height: 1,
  reconstructions: new Uint8Array(12).fill(step),
  samples: new Uint8Array(12).fill(step + 1),
  ...changes,
})

const steps = async (): Promise<number[]> => (await history.read())?.moments.map(({ step }) => step) ?? []

test('moments come back as they were', async () => {
  expect(await history.read()).toBeUndefined()
  await history.add(moment(0))
  await history.add(moment(10))
  history = new History(folder)
  expect(await history.read()).toEqual({
    version: 1,
    images: [1, 4],
    codeSize: 2,
    moments: [
      { step: 0, epoch: 0 },
      { step: 10, epoch: 1 },
    ],
  })
  expect(await history.readCodes(10)).toEqual(Float32Array.of(10, 0, 0, -10))
  const { images, codes, step, epoch, ...pictures } = moment(10)
  expect(await history.readPictures(10)).toEqual(pictures)
  expect([images.length, codes.length, step, epoch]).toEqual([2, 4, 10, 1])
})

test('a run that goes on from a checkpoint does its later steps again', async () => {
  for (const step of [0, 5, 10, 15]) await history.add(moment(step))
  await history.dropAfter(10)
  expect(await steps()).toEqual([0, 5, 10])
  await history.add(moment(10, { codes: Float32Array.of(9, 9, 9, 9) }))
  expect(await steps()).toEqual([0, 5, 10])
  expect(await history.readCodes(10)).toEqual(Float32Array.of(9, 9, 9, 9))
  expect(await readdir(folder)).toEqual(['000000000', '000000005', '000000010', 'index.json'])
})

test('of more than a hundred moments the first, the last and a hundred in all stay, on disk too', async () => {
  for (let step = 0; step <= 120; step++) await history.add(moment(step))
  const kept = await steps()
  expect(kept).toHaveLength(100)
  expect([kept[0], kept.at(-1)]).toEqual([0, 120])
  expect(await readdir(folder)).toHaveLength(101)
})

test('a run on other pictures begins a history of its own', async () => {
  await history.add(moment(0))
  await history.add(moment(3, { images: Uint32Array.of(1, 5) }))
  expect(await steps()).toEqual([3])
})

test('what a crash leaves between folder and index is not part of the history, and goes with the next moment', async () => {
  await history.add(moment(0))
  await mkdir(join(folder, '000000007'))
  expect(await steps()).toEqual([0])
  await history.add(moment(8))
  expect(await readdir(folder)).toEqual(['000000000', '000000008', 'index.json'])
})

test.each([
  ['is no record', '{"version":1'],
  ['leads out of the folder', JSON.stringify(recordOf([{ step: '../../x', epoch: 0 }]))],
  [
    'goes back in time',
    JSON.stringify(
      recordOf([
        { step: 5, epoch: 0 },
        { step: 4, epoch: 0 },
      ]),
    ),
  ],
  ['names a picture twice', JSON.stringify({ ...recordOf([]), images: [3, 3] })],
])('an index that %s is refused, and a run begins anew over it', async (_, text) => {
  await history.add(moment(0))
  await writeFile(join(folder, 'index.json'), text)
  await expect(history.read()).rejects.toThrow('index.json is damaged')
  await history.add(moment(6))
  expect(await steps()).toEqual([6])
})

function recordOf(moments: object[]): object {
  return { version: 1, images: [1, 4], codeSize: 2, moments }
}

test('codes and pictures of another shape than the index says are refused', async () => {
  await history.add(moment(0))
  await history.add(moment(1, { codes: Float32Array.of(1, NaN, 0, 0) }))
  await expect(history.readCodes(1)).rejects.toThrow('does not hold the codes')
  await history.add(moment(2, { samples: new Uint8Array() }))
  await expect(history.readPictures(2)).rejects.toThrow('does not hold pictures')
  await appendFile(join(folder, '000000000', 'codes.npy'), 'more')
  await expect(history.readCodes(0)).rejects.toThrow('cut off or has another size')
  await expect(history.readCodes(9)).rejects.toThrow('is missing')
})
