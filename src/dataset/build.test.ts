import { expect, test } from 'vitest'
import { imageSize, presetNames } from '../core/records/dataset'
import { attributeOf, buildPreset } from './build'
import { thumbnailsOf } from './pixels'
import { loadPreset } from './render'

const bytesPerImage = imageSize * imageSize * 3

test.each(presetNames)('%s: image 5 of a data set is the one drawn alone', async (preset) => {
  const { images, attributes } = await buildPreset({ preset, seed: 7, count: 7 })
  const alone = (await loadPreset(preset))(7, 5)
  expect(images).toHaveLength(7 * bytesPerImage)
  expect(Buffer.from(images.subarray(5 * bytesPerImage, 6 * bytesPerImage)).equals(alone.rgb)).toBe(true)
  const found = Object.fromEntries(attributes.map(({ name, values }) => [name, values[5]]))
  const drawn = Object.entries(alone.attributes).map(([name, value]) => [name, Math.fround(value)])
  expect(found).toEqual(Object.fromEntries(drawn))
})

test('a data set is a function of its seed, and a larger one begins with the smaller', async () => {
  const small = await buildPreset({ preset: 'emoji', seed: 7, count: 4 })
  expect(await buildPreset({ preset: 'emoji', seed: 7, count: 4 })).toEqual(small)
  const large = await buildPreset({ preset: 'emoji', seed: 7, count: 6 })
  expect(large.images.subarray(0, 4 * bytesPerImage)).toEqual(small.images)
  const other = await buildPreset({ preset: 'emoji', seed: 8, count: 4 })
  expect(other.images).not.toEqual(small.images)
})

test('a smaller set shows the same, drawn smaller', async () => {
  const small = await buildPreset({ preset: 'faces', seed: 7, count: 3, size: 32 })
  const usual = await buildPreset({ preset: 'faces', seed: 7, count: 3 })
  expect(small.attributes).toEqual(usual.attributes)
  expect([small.size, small.images.length]).toEqual([32, 3 * 32 * 32 * 3])
  const halved = thumbnailsOf(usual.images, 3, 64).filter((_, i) => i % 4 < 3)
  const difference = small.images.reduce((sum, value, i) => sum + Math.abs(value - halved[i]!), 0)
  expect(difference / small.images.length).toBeLessThan(4)
})

test('labels are yes or no, the skin tone is a number, each with a value per image', async () => {
  const { attributes } = await buildPreset({ preset: 'faces', seed: 7, count: 6 })
  expect(attributes.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    'smile: binary',
    'glasses: binary',
    'sunglasses: binary',
    'beard: binary',
    'long hair: binary',
    'dark hair: binary',
    'skin tone: number',
  ])
  for (const { values } of attributes) expect(values).toHaveLength(6)
})

test('progress begins with nothing done, never goes back and ends with everything', async () => {
  const told: number[] = []
  await buildPreset(
    { preset: 'emoji', seed: 7, count: 40 },
    {
      onProgress: (done, total) => {
        expect(total).toBe(40)
        told.push(done)
      },
    },
  )
  expect(told[0]).toBe(0)
  expect(told.at(-1)).toBe(40)
  expect(told).toEqual([...told].sort((a, b) => a - b))
})

test('a cancel ends the work with its reason', async () => {
  const told: number[] = []
  const abort = new AbortController()
  const onProgress = (done: number): void => {
    told.push(done)
    if (done > 0) abort.abort(new Error('enough'))
  }
  const building = buildPreset(
    { preset: 'faces', seed: 7, count: 5000 },
    { signal: abort.signal, onProgress },
  )
  await expect(building).rejects.toThrow('enough')
  // It was heard at the next pause, not at the end.
  expect(told.at(-1)).toBeLessThan(2500)
})

test('work that was cancelled before it began is not begun', async () => {
  const building = buildPreset(
    { preset: 'emoji', seed: 7, count: 2 },
    { signal: AbortSignal.abort(new Error('enough')) },
  )
  await expect(building).rejects.toThrow('enough')
})

test('only ones, zeros and gaps are a yes-or-no question', () => {
  expect(attributeOf('a', Float32Array.of(1, 0, NaN)).kind).toBe('binary')
  expect(attributeOf('a', Float32Array.of(1, 0, 0.5)).kind).toBe('number')
  expect(attributeOf('a', Float32Array.of(2, 0)).kind).toBe('number')
})
