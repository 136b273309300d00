import { expect, test } from 'vitest'
import { PickedThumbnails } from './picked-thumbnails'

const bytesEach = 32 * 32 * 4

/** A source that answers when it is told to; each picture is its image's number. */
function makeSource() {
  const asked: {
    images: number[]
    signal: AbortSignal
    answer: () => Promise<void>
    fail: () => Promise<void>
  }[] = []
  let changes = 0
  const settle = () => new Promise<void>((resolve) => void setTimeout(resolve))
  const load = (images: Uint32Array, signal: AbortSignal) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const rgba = new Uint8Array(images.length * bytesEach)
      images.forEach((image, k) => rgba.fill(image, k * bytesEach, (k + 1) * bytesEach))
      const answer = () => (resolve(rgba), settle())
      const fail = () => (reject(new Error('gone')), settle())
      signal.addEventListener('abort', () => reject(new Error('cancelled')))
      asked.push({ images: [...images], signal, answer, fail })
    })
  const thumbnails = new PickedThumbnails(load, () => void changes++)
  return { thumbnails, asked, settle, changes: () => changes }
}

const range = (from: number, count: number) => Uint32Array.from({ length: count }, (_, i) => from + i)

test('what is in view comes batch after batch, in its order, and only once', async () => {
  const { thumbnails, asked, changes } = makeSource()
  const wanted = range(0, 150).reverse()
  thumbnails.want(wanted)
  await asked[0]!.answer()
  await asked[1]!.answer()
  expect(asked.flatMap(({ images }) => images)).toEqual([...wanted])
  expect(changes()).toBe(2)
  const { batch, place } = thumbnails.of(7)!
  expect(batch.rgba[place * bytesEach]).toBe(7)
  thumbnails.want(range(100, 50))
  expect(asked).toHaveLength(2)
})

test('what has left the view is given up for what came into it', async () => {
  const { thumbnails, asked, settle } = makeSource()
  thumbnails.want(range(0, 50))
  thumbnails.want(range(40, 50))
  // Some of it is still in view.
  expect(asked[0]!.signal.aborted).toBe(false)
  thumbnails.want(range(500, 50))
  await settle()
  expect(asked[0]!.signal.aborted).toBe(true)
  expect(asked[1]!.images[0]).toBe(500)
  await asked[1]!.answer()
  expect(thumbnails.of(0)).toBeUndefined()
  expect(thumbnails.of(549)).toBeDefined()
  expect(thumbnails.hasFailed).toBe(false)
})

test('those seen longest ago make room', async () => {
  const { thumbnails, asked } = makeSource()
  for (let k = 0; k < 97; k++) {
    thumbnails.want(range(96 * k, 96))
    await asked[k]!.answer()
    // The first are looked at time and again.
    thumbnails.want(range(0, 10))
  }
  expect(thumbnails.of(0)).toBeDefined()
  expect(thumbnails.of(96)).toBeUndefined()
  expect(thumbnails.of(96 * 96)).toBeDefined()
})

test('what does not come is told of, and fetched when it is asked for again', async () => {
  const { thumbnails, asked } = makeSource()
  thumbnails.want(range(0, 3))
  await asked[0]!.fail()
  expect(thumbnails.hasFailed).toBe(true)
  expect(asked).toHaveLength(1)
  thumbnails.tryAgain()
  await asked[1]!.answer()
  expect(thumbnails.of(2)).toBeDefined()
})
