import { afterAll, expect, test } from 'vitest'
import { SuperResolution } from './super-resolution'
import { openHere } from './training/trainer-here.fixture'

let opened = 0
const superResolution = new SuperResolution({
  info: { inUse: 'wasm' },
  open: (rung, events) => {
    opened++
    return openHere(rung, events)
  },
})
afterAll(() => superResolution.kill())

const side = 16
/** Dark on the left, light on the right, a little red. */
const rgba = Uint8Array.from({ length: 4 * side * side }, (_, i) => {
  const isLight = Math.floor(i / 4) % side >= side / 2
  return [isLight ? 200 : 80, isLight ? 180 : 60, isLight ? 180 : 60, 255][i % 4]!
})

/** Red, green, blue and opacity at shares of a picture's width and height. */
const at = (picture: Uint8Array, size: number, x: number, y: number): Uint8Array => {
  const start = 4 * (size * Math.floor(y * size) + Math.floor(x * size))
  return picture.subarray(start, start + 4)
}

test.each([16, 32, 40, 48, 64, 128, 256])(
  'draws 16 pixels as %i: colours stay, the edge stays sharp and where it was',
  async (size) => {
    const enlarge = await superResolution.open({ width: side, height: side }, { width: size, height: size })
    const larger = await enlarge(rgba)
    expect(larger).toHaveLength(4 * size * size)
    for (const [x, colour] of [
      [0.25, [80, 60, 60, 255]],
      [0.75, [200, 180, 180, 255]],
    ] as const)
      at(larger, size, x, 0.5).forEach((value, i) => expect(Math.abs(value - colour[i]!)).toBeLessThan(12))
    expect(at(larger, size, 0.4, 0.5)[0]).toBeLessThan(110)
    expect(at(larger, size, 0.6, 0.5)[0]).toBeGreaterThan(170)
  },
)

test('pictures asked for together come back in their order, from one process', async () => {
  const before = opened
  const enlarge = await superResolution.open({ width: side, height: side }, { width: 32, height: 32 })
  const shades = [40, 120, 220]
  const pictures = await Promise.all(
    shades.map((shade) => enlarge(rgba.map((_, i) => (i % 4 === 3 ? 255 : shade)))),
  )
  pictures.forEach((picture, i) =>
    expect(Math.abs(at(picture, 32, 0.5, 0.5)[0]! - shades[i]!)).toBeLessThan(12),
  )
  expect(opened - before).toBeLessThanOrEqual(1)
})

test('who waits when it is closed is told', async () => {
  const enlarge = await superResolution.open({ width: side, height: side }, { width: 32, height: 32 })
  const waiting = enlarge(rgba)
  const told = expect(waiting).rejects.toThrow(/closed/)
  await new Promise((resolve) => setTimeout(resolve, 0))
  superResolution.kill()
  await told
})
