import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { mulberry32 } from '../core/random/random'
import { contactSheet, encodePng, type Picture } from './png'

async function decoded(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return { width: image.width, height: image.height, rgba: Uint8Array.from(data) }
}

function noise(width: number, height: number, seed: number): Picture {
  const random = mulberry32(seed)
  const rgba = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : Math.floor(random() * 256),
  )
  return { width, height, rgba }
}

function pixel({ rgba, width }: Picture, x: number, y: number): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

test('a PNG gives back every pixel', async () => {
  const picture = noise(17, 9, 1)
  expect(await decoded(await encodePng(picture))).toEqual(picture)
})

test('an enlarged PNG repeats every pixel and invents none', async () => {
  const picture = noise(5, 3, 2)
  const large = await decoded(await encodePng(picture, 4))
  expect([large.width, large.height]).toEqual([20, 12])
  for (let y = 0; y < 12; y++)
    for (let x = 0; x < 20; x++)
      expect(pixel(large, x, y)).toEqual(pixel(picture, Math.floor(x / 4), Math.floor(y / 4)))
})

test('a contact sheet holds every picture, enlarged, in rows and columns', async () => {
  const pictures = [1, 2, 3, 4, 5].map((seed) => noise(6, 6, seed))
  const rows = [
    { label: 'original', pictures: pictures.slice(0, 3) },
    { label: 'edited', pictures: pictures.slice(3) },
  ]
  const sheet = await decoded(await contactSheet('Five pictures', rows, 2))
  const corner = (picture: Picture): string => pixel(picture, 0, 0).join()
  const found = new Map<string, [number, number]>()
  for (let y = 0; y < sheet.height; y++)
    for (let x = 0; x < sheet.width; x++) {
      const colour = pixel(sheet, x, y).join()
      if (!found.has(colour)) found.set(colour, [x, y])
    }
  const places = pictures.map((picture) => found.get(corner(picture)))
  expect(places).not.toContain(undefined)
  const [first, second, third, fourth, fifth] = places as [number, number][]
  expect([second![1], third![1]]).toEqual([first![1], first![1]])
  expect([fourth![0], fifth![0]]).toEqual([first![0], second![0]])
  expect(second![0] - first![0]).toBeGreaterThanOrEqual(12)
  expect(fourth![1] - first![1]).toBeGreaterThanOrEqual(12)
  expect(third![0] + 12).toBeLessThanOrEqual(sheet.width)
  expect(fourth![1] + 12).toBeLessThanOrEqual(sheet.height)
  const [x, y] = second!
  expect(pixel(sheet, x + 3, y + 11)).toEqual(pixel(pictures[1]!, 1, 5))
})

test('a contact sheet of nothing is refused', async () => {
  await expect(contactSheet('Nothing', [], 2)).rejects.toThrow('needs a picture')
})
