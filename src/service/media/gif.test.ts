import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GifWriter } from './gif'
import { indicesOf, paletteOf } from './palette'

test('what is written is read back pixel for pixel, whatever the picture', async () => {
  const pictures = fc.record({
    width: fc.integer({ min: 1, max: 90 }),
    height: fc.integer({ min: 1, max: 90 }),
    colours: fc.constantFrom(1, 2, 3, 17, 256),
    seed: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(pictures, async ({ width, height, colours, seed }) => {
      const noise = (i: number): number => (Math.imul(i * 2654435761 + seed, 1597334677) >>> 8) % colours
      const table = Uint8Array.from({ length: colours * 3 }, (_, i) => (i * 37) % 256)
      const indices = Uint8Array.from({ length: width * height }, (_, i) => noise(i))
      const gif = new GifWriter({ width, height }, { colours: table, nearest: new Uint8Array() }, 30, true)
      gif.addXmp('<x>é</x>')
      gif.add(indices)
      const image = await loadImage(Buffer.from(gif.finish()))
      const context = createCanvas(width, height).getContext('2d')
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, width, height)
      const wanted = [...indices].flatMap((index) => [...table.subarray(3 * index, 3 * index + 3), 255])
      expect([image.width, image.height]).toEqual([width, height])
      expect([...data]).toEqual(wanted)
    }),
    { numRuns: 40 },
  )
})

test('a palette of as many colours as there are is exact; of a photo it is near', () => {
  const few = Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255])
  const exact = paletteOf([few])
  expect([...indicesOf(few, exact)].map((i) => [...exact.colours.subarray(3 * i, 3 * i + 3)])).toEqual([
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ])
  const side = 64
  const smooth = Uint8Array.from({ length: side * side * 4 }, (_, i) => {
    const [x, y] = [Math.floor(i / 4) % side, Math.floor(i / 4 / side)]
    return [4 * x, 4 * y, 2 * (x + y), 255][i % 4]!
  })
  const palette = paletteOf([smooth])
  const error = [...indicesOf(smooth, palette)].reduce((sum, index, i) => {
    for (let c = 0; c < 3; c++) sum += (palette.colours[3 * index + c]! - smooth[4 * i + c]!) ** 2
    return sum
  }, 0)
  expect(10 * Math.log10(255 ** 2 / (error / (3 * side * side)))).toBeGreaterThan(32)
})
