import { expect, test } from 'vitest'
import { makeEditor, picture } from './editor.fixture'
import { IdlePictures } from './idle-pictures.svelte'

const code = (x: number): Float32Array => Float32Array.of(x, 0, 0)

/** A decoded picture is its code, and what was decoded is counted. */
function setUp() {
  const decoded: number[] = []
  const { service } = makeEditor({
    'latent.decode': ({ z, count }) => {
      for (let i = 0; i < count; i++) decoded.push(z[3 * i]!)
      return { ...picture(z), count }
    },
  })
  const idle = new IdlePictures(service)
  const seen = (): (number | undefined)[] => idle.pictures.map((one) => one?.rgba[0])
  return { idle, decoded, seen }
}

test('each picture comes to its place, and only what changed is decoded again', async () => {
  const { idle, decoded, seen } = setUp()
  idle.want('m', [code(1), code(2), code(3)])
  expect(seen()).toEqual([undefined, undefined, undefined])
  await expect.poll(seen).toEqual([10, 20, 30])
  idle.want('m', [code(1), code(5)])
  expect(seen()).toEqual([10, 20])
  await expect.poll(seen).toEqual([10, 50])
  expect(decoded).toEqual([1, 2, 3, 5])
})

test('nothing is decoded while the hand is busy; then only what was wanted last', async () => {
  const { idle, decoded, seen } = setUp()
  idle.pause(true)
  idle.want('m', [code(1)])
  idle.want('m', [code(2)])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(decoded).toEqual([])
  idle.pause(false)
  await expect.poll(seen).toEqual([20])
  expect(decoded).toEqual([2])
})

test('pictures of another model are forgotten at once', async () => {
  const { idle, seen } = setUp()
  idle.want('m', [code(1)])
  await expect.poll(seen).toEqual([10])
  idle.want('other', [code(1)])
  expect(seen()).toEqual([undefined])
  await expect.poll(seen).toEqual([10])
})
