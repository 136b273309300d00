import { expect, test } from 'vitest'
import { mulberry32, seedFrom } from '../core/random/random'
import { imageSize, presetNames } from '../core/records/dataset'
import { presets } from './presets'
import type { DrawnImage } from './presets/preset'
import { loadPreset } from './render'

const seed = 7
const optionsOf = (index: number) => presets.faces.draw(mulberry32(seedFrom(seed, index)))

/** Pixels of a drawn face at a point of the whole drawing, which is 64 wide; the part shown starts at 13, 11. */
function at({ rgb }: DrawnImage, x: number, y: number): number[] {
  const column = Math.round(((x - 13) / 38) * imageSize)
  const row = Math.round(((y - 11) / 38) * imageSize)
  return [...rgb.subarray((row * imageSize + column) * 3, (row * imageSize + column) * 3 + 3)]
}
const chin = (image: DrawnImage): number[] => at(image, 32, 47)
const cheek = (image: DrawnImage): number[] => at(image, 23, 38)

test.each(presetNames)('%s: the same seed and index give the same bytes, others do not', async (name) => {
  const draw = await loadPreset(name)
  const first = draw(seed, 5)
  expect(first.rgb).toHaveLength(imageSize * imageSize * 3)
  draw(3, 11)
  const again = (await loadPreset(name))(seed, 5)
  expect(again).toEqual(first)
  for (const other of [draw(seed + 1, 5), draw(seed, 6)]) expect(other.rgb).not.toEqual(first.rgb)
})

test('the picture is as large as asked and shows the same face', async () => {
  const draw = await loadPreset('faces')
  const large = draw(seed, 5, 128)
  expect(large.rgb).toHaveLength(128 * 128 * 3)
  const small = draw(seed, 5, 64)
  const different = Array.from({ length: 64 * 64 }, (_, i) => {
    const [x, y] = [i % 64, Math.floor(i / 64)]
    return Math.abs(small.rgb[i * 3]! - large.rgb[(y * 2 * 128 + x * 2) * 3]!) > 40
  }).filter(Boolean).length
  expect(different / (64 * 64)).toBeLessThan(0.1)
})

test('faces: a beard is painted on the chin in the colour of the hair, and only where the label says so', async () => {
  const draw = await loadPreset('faces')
  for (let index = 0; index < 60; index++) {
    const { options, attributes } = optionsOf(index)
    const hair = [...Buffer.from((options['hairColor'] as string[])[0]!, 'hex')]
    const painted = chin(draw(seed, index))
    if (attributes['beard'] === 1) expect(painted, `face ${index}`).toEqual(hair)
    else expect(painted, `face ${index}`).not.toEqual(hair)
  }
})

/** As painted: the style lays white over the skin. With hair lighter than some skins a beard has no one direction. */
test('faces: every hair is darker in blue than the darkest skin', async () => {
  const draw = await loadPreset('faces')
  const bearded = Array.from({ length: 600 }, (_, index) => index).filter((index) => {
    const { attributes } = optionsOf(index)
    return attributes['beard'] === 1 && attributes['skin tone']! > 0.9
  })
  const images = bearded.map((index) => draw(seed, index))
  expect(new Set(images.map((image) => chin(image).join())).size).toBe(5)
  const hair = Math.max(...images.map((image) => chin(image)[2]!))
  const skin = Math.min(...images.map((image) => cheek(image)[2]!))
  expect(hair).toBeLessThan(skin - 30)
})
