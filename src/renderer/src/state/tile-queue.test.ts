import { expect, test } from 'vitest'
import { TileQueue } from './tile-queue'

/** Decoding that is answered by hand; a tile is its number, and so is its picture. */
function makeQueue(durationMs = 1) {
  const asked: { tiles: readonly number[]; answer: () => void; fail: () => void }[] = []
  const [got, failures]: [string[], unknown[]] = [[], []]
  let nowMs = 0
  const queue = new TileQueue<number>(
    (tiles) =>
      new Promise((resolve, reject) => {
        const answer = () => {
          nowMs += durationMs * tiles.length
          resolve(Uint8Array.from(tiles))
        }
        asked.push({ tiles, answer, fail: () => reject(new Error('no')) })
      }),
    (error) => failures.push(error),
    () => nowMs,
  )
  const want = (tiles: readonly number[], name: string): void =>
    queue.want({ tiles, put: (tile, rgba) => got.push(`${name}${tile}:${rgba.join()}`) })
  const answerAll = async (): Promise<void> => {
    for (let i = 0; i < asked.length; i++) {
      asked[i]!.answer()
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { queue, want, asked, got, failures, answerAll }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

test('tiles are decoded in the order they are wanted in, one batch at a time', async () => {
  const { want, asked, got, answerAll } = makeQueue()
  want(numbers(7), 'a')
  expect(asked.length).toBe(1)
  await answerAll()
  expect(got).toEqual(numbers(7).map((tile) => `a${tile}:${tile}`))
})

test('what is not wanted any more is dropped before it is decoded', async () => {
  const { want, asked, got, answerAll } = makeQueue()
  want(numbers(50), 'a')
  want([90, 91], 'b')
  await answerAll()
  expect(asked.flatMap(({ tiles }) => tiles)).toEqual([0, 1, 90, 91])
  expect(got.slice(-2)).toEqual(['b90:90', 'b91:91'])
})

test('nothing is asked for while it is paused, and all of it afterwards', async () => {
  const { queue, want, asked, got, answerAll } = makeQueue()
  queue.pause(true)
  want(numbers(3), 'a')
  expect(asked).toEqual([])
  queue.pause(false)
  await answerAll()
  expect(got.length).toBe(3)
})

test('a batch is as large as its time allows', async () => {
  const sizes = async (durationMs: number): Promise<number> => {
    const { want, asked, answerAll } = makeQueue(durationMs)
    want(numbers(100), 'a')
    await answerAll()
    return Math.max(...asked.map(({ tiles }) => tiles.length))
  }
  expect(await sizes(0.5)).toBe(16)
  expect(await sizes(4)).toBe(3)
  expect(await sizes(40)).toBe(2)
})

test('a failure is told once, and ends what was wanted', async () => {
  const { want, asked, failures } = makeQueue()
  want(numbers(9), 'a')
  asked[0]!.fail()
  await new Promise((resolve) => setTimeout(resolve))
  expect([failures.length, asked.length]).toEqual([1, 1])
})
