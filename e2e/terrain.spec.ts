import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Page } from '@playwright/test'
import { openProjection } from '../src/core/projection/projection'
import type { MapRecord } from '../src/core/records/map'
import { decodeNpy } from '../src/document/npy'
import { openDecoder } from '../src/engine/coder/decoder'
import type { Point } from '../src/renderer/src/map/camera'
import type { TerrainFigures } from '../src/renderer/src/map/terrain-ground'
import { boundsOf, centreOf, type Tile } from '../src/renderer/src/map/terrain-grid'
import { terrainStrength } from '../src/renderer/src/map/terrain-strength'
import { leastVouched, margin, planeOf, vouchedBy } from '../src/renderer/src/state/terrain-plane'
import { expect, test } from './app'
import { difference, mapOf, onScreen, pixelsOf, settledPixels } from './window'

/** The demo's map, codes and decoder, read from disk as any other program would. */
async function readPlane(profile: string) {
  const root = join(profile, 'Demo', 'Faces.slerp')
  const map = join(root, 'maps', readdirSync(join(root, 'maps'))[0]!)
  const record = JSON.parse(readFileSync(join(map, 'map.json'), 'utf8')) as MapRecord
  const floats = (file: string) => decodeNpy(readFileSync(file), 'float32', 2, file).data as Float32Array
  const codes = floats(join(root, 'encodings', record.modelId, 'mu.npy'))
  const positions = floats(join(map, 'positions.npy'))
  const model = join(root, 'models', record.modelId)
  const onnx = readdirSync(model, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('decoder.onnx'),
  )!
  const decoder = await openDecoder(readFileSync(join(model, onnx)))
  return { projection: openProjection(record), codes, positions, decoder }
}

type Plane = Awaited<ReturnType<typeof readPlane>>

/** RGB of the picture at a place of the plane through image 0. */
async function decodeAt({ projection, codes, decoder }: Plane, place: readonly number[]): Promise<number[]> {
  const code = codes.slice(0, projection.record.latentSize)
  const z = planeOf(projection, codes, { code, index: 0 }).codeAt(place)
  return [...(await decoder.decode(z, 1))]
}

async function figures(page: Page): Promise<TerrainFigures> {
  return JSON.parse(
    (await page.locator('[data-terrain]').getAttribute('data-terrain')) ?? '',
  ) as TerrainFigures
}

/** Near enough that there are tiles without points. */
async function showTerrain(page: Page): Promise<void> {
  await mapOf(page).focus()
  await page.keyboard.press('t')
  for (let i = 0; i < 3; i++) await page.keyboard.press('+')
  const isThere = async (): Promise<boolean> => {
    const { wanted, loaded } = await figures(page)
    return wanted > 0 && loaded === wanted
  }
  await expect.poll(isThere, { timeout: 20_000 }).toBe(true)
}

/** Means of 4 x 4 pixels of RGB bytes, so that it does not matter how a picture is enlarged. */
function coarse(rgb: readonly number[], side: number): number[] {
  const cells = 16
  const size = side / cells
  const means = new Array<number>(cells * cells * 3).fill(0)
  rgb.forEach((value, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3]
    const [x, y] = [Math.floor((pixel % side) / size), Math.floor(pixel / side / size)]
    means[(y * cells + x) * 3 + channel]! += value / size ** 2
  })
  return means
}

/** What is seen of a tile in the window, RGB [64, 64, 3]. */
async function seenOf(
  page: Page,
  { min, max }: ReturnType<typeof boundsOf>,
  shot: Buffer,
): Promise<number[]> {
  const [low, high] = [await onScreen(page, [min.x, min.y]), await onScreen(page, [max.x, max.y])]
  const context = createCanvas(64, 64).getContext('2d')
  const [left, top, width, height] = [low.x, high.y, high.x - low.x, low.y - high.y]
  context.drawImage(await loadImage(shot), left, top, width, height, 0, 0, 64, 64)
  return [...context.getImageData(0, 0, 64, 64).data].filter((_, i) => i % 4 !== 3)
}

/** The picture as it is drawn: fainter than it is, and fainter still where no data are near. */
function asDrawn(
  picture: readonly number[],
  surface: readonly number[],
  ground: readonly number[],
): number[] {
  return picture.map((value, i) => {
    const pixel = Math.floor(i / 3)
    const [u, v] = [((pixel % 64) + 0.5) / 64, 1 - (Math.floor(pixel / 64) + 0.5) / 64]
    const [a, b, c, d] = ground as [number, number, number, number]
    const share = terrainStrength * ((a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v)
    return surface[i % 3]! * (1 - share) + value * share
  })
}

/** Of the page's ground, RGB. */
function surfaceOf(page: Page): Promise<number[]> {
  return mapOf(page).evaluate((canvas) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')!
    context.fillStyle = getComputedStyle(canvas.parentElement!).backgroundColor
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
  })
}

/** Tiles without points over them, wholly in view and under no button. */
async function clearTiles(page: Page, positions: Float32Array): Promise<Tile[]> {
  const { level, ...grid } = await figures(page)
  const box = (await mapOf(page).boundingBox())!
  // A flat map is seen evenly: two places tell of all, and each costs a question to the window.
  const [origin, unit] = [await onScreen(page, [0, 0]), await onScreen(page, [1, 1])]
  const seenAt = ({ x, y }: Point): Point => ({
    x: origin.x + x * (unit.x - origin.x),
    y: origin.y + y * (unit.y - origin.y),
  })
  const across = Array.from({ length: 2 ** level }, (_, i) => i)
  const found: Tile[] = []
  for (const tile of across.flatMap((x) => across.map((y) => ({ level, x, y })))) {
    const { min, max } = boundsOf(tile, grid)
    const air = 0.35 * (max.x - min.x)
    const isNear = (i: number): boolean =>
      positions[i]! > min.x - air &&
      positions[i]! < max.x + air &&
      positions[i + 1]! > min.y - air &&
      positions[i + 1]! < max.y + air
    if (positions.some((_, i) => i % 2 === 0 && isNear(i))) continue
    const [low, high] = [seenAt(min), seenAt(max)]
    const isAside = low.x < box.x || high.x > box.x + box.width - 60
    if (!isAside && high.y > box.y + 100 && low.y < box.y + box.height) found.push(tile)
  }
  return found
}

test('the terrain shows what the model decodes at the middle of each tile, after a lost context too', async ({
  page,
  profile,
}) => {
  await showTerrain(page)
  const plane = await readPlane(profile)
  const grid = await figures(page)
  const surface = await surfaceOf(page)
  const vouched = vouchedBy(plane.positions, grid.sideInMap / (1 + 2 * margin), leastVouched)
  const tiles = await clearTiles(page, plane.positions)
  expect(tiles.length).toBeGreaterThan(1)

  /** How far what is seen of a tile is from the picture at a place, in levels of 255. */
  const awayFrom = async (shot: Buffer, tile: Tile, place: readonly [number, number]): Promise<number> => {
    const bounds = boundsOf(tile, grid)
    const [{ x: left, y: low }, { x: right, y: high }] = [bounds.min, bounds.max]
    const ground = [vouched(left, low), vouched(right, low), vouched(left, high), vouched(right, high)]
    const expected = asDrawn(await decodeAt(plane, place), surface, ground)
    return difference(coarse(await seenOf(page, bounds, shot), 64), coarse(expected, 64))
  }
  /** The farthest of all tiles from what is so far to the right of their middles, and the nearest. */
  const compared = async (asideInMap: number): Promise<{ most: number; least: number }> => {
    const shot = await page.screenshot()
    const away: number[] = []
    for (const tile of tiles) {
      const { x, y } = centreOf(tile, grid)
      away.push(await awayFrom(shot, tile, [x + asideInMap, y]))
    }
    return { most: Math.max(...away), least: Math.min(...away) }
  }
  const compare = async (): Promise<void> => {
    // Polled: the last tiles may still be fading in.
    await expect.poll(async () => (await compared(0)).most).toBeLessThan(2)
    expect((await compared(3)).least).toBeGreaterThan(5)
  }
  await compare()

  const context = await mapOf(page).evaluateHandle((canvas: HTMLCanvasElement) =>
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!,
  )
  await context.evaluate((extension) => extension.loseContext())
  await expect(page.getByText('The graphics driver stopped')).toBeVisible()
  await context.evaluate((extension) => extension.restoreContext())
  await expect(page.getByText('The graphics driver stopped')).toBeHidden()
  await compare()
})

/** A place of the map with no data near it, where the probe would show an image's own code. */
function gapIn(positions: Float32Array): [number, number] {
  const isFree = ([x, y]: readonly number[]): boolean =>
    positions.every((_, i) => i % 2 === 1 || Math.hypot(positions[i]! - x!, positions[i + 1]! - y!) > 0.25)
  const places = Array.from({ length: 400 }, (_, i): [number, number] => [
    (i % 20) / 5 - 2,
    Math.floor(i / 20) / 5 - 2,
  ])
  return places.find(isFree)!
}

test('Space shows what lies under the cursor, and letting go what was', async ({ page, profile }) => {
  const before = await settledPixels(page)
  const box = (await mapOf(page).boundingBox())!
  const plane = await readPlane(profile)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.keyboard.down(' ')
  const place = gapIn(plane.positions)
  const { x, y } = await onScreen(page, place)
  await page.mouse.move(Math.round(x), Math.round(y))
  const expected = await decodeAt(plane, place)
  // The cursor stands on a whole pixel.
  await expect.poll(async () => difference(expected, await pixelsOf(page, 'looked-picture'))).toBeLessThan(2)
  expect(difference(before, await pixelsOf(page, 'looked-picture'))).toBeGreaterThan(3)
  await page.keyboard.up(' ')
  await expect(page.getByTestId('looked-picture')).toBeHidden()
  expect(await settledPixels(page)).toEqual(before)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('a line over the map gives the pictures along it, from its beginning to its end', async ({
  page,
  profile,
}) => {
  const plane = await readPlane(profile)
  const line = [
    [-2, 1],
    [0, -1.5],
    [2, 1],
  ] as const
  await mapOf(page).focus()
  await page.keyboard.press('p')
  for (const place of line) {
    const { x, y } = await onScreen(page, place)
    await page.mouse.click(Math.round(x), Math.round(y))
  }
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('path-strip')).toHaveAttribute('data-loaded', '16')
  for (const [number, place] of [
    [1, line[0]],
    [16, line[2]],
  ] as const)
    expect(difference(await decodeAt(plane, place), await pixelsOf(page, `path-${number}`))).toBeLessThan(2)
  await page.getByTestId('path-9').hover()
  await expect(page.getByText('Path: 9 of 16')).toBeVisible()
  expect(await pixelsOf(page, 'looked-picture')).toEqual(await pixelsOf(page, 'path-9'))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('path-strip')).toBeHidden()
})
