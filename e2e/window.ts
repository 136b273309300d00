import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { attributesFromCsv } from '../src/document/csv'
import { decodeNpy } from '../src/document/npy'
import { fitLogistic, type LinearProbe } from '../src/core/statistics/logistic'
import { splitIndices } from '../src/core/random/random'
import type { DatasetRecord } from '../src/core/records/dataset'

/** What tests see of the window, and of the document behind it. */

/** Pixels of a picture as they are drawn, RGB [64, 64, 3]. */
export async function pixelsOf(page: Page, testid: string): Promise<number[]> {
  const rgba = await page.getByTestId(testid).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')
    return context ? Array.from(context.getImageData(0, 0, canvas.width, canvas.height).data) : []
  })
  return rgba.filter((_, i) => i % 4 !== 3)
}

/** The edited picture once no newer one is on its way: a decode may still be when a button already answers. */
export async function settledPixels(page: Page): Promise<number[]> {
  let last: number[] = []
  const isSame = async (): Promise<boolean> => {
    const before = last
    last = await pixelsOf(page, 'edited-picture')
    return before.length > 0 && difference(before, last) === 0
  }
  await expect.poll(isSame, { intervals: [400] }).toBe(true)
  return last
}

/** Mean difference of two pictures, in levels of 255. */
export function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length
}

interface EmojiPlan {
  count: number
  epochs: number
  /** As the form names it; a VAE unless another is named. */
  kind?: string
  /** Pictures of 32 pixels rather than 64. */
  isSmall?: boolean
}

/** Fills in the form of the Train mode. Emoji are the quickest to draw and to learn. */
export async function planEmoji(page: Page, { count, epochs, kind, isSmall }: EmojiPlan): Promise<void> {
  await page.getByRole('tab', { name: 'Train' }).click()
  if (kind) await choose(page, 'Kind', new RegExp(`^${kind} `))
  await choose(page, 'Learn from', /Emoji/)
  await page.getByLabel('Pictures', { exact: true }).fill(String(count))
  if (isSmall) await choose(page, 'Picture size', /32/)
  await page.getByLabel('Epochs').fill(String(epochs))
}

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByLabel(label).click()
  await page.getByRole('option', { name: option }).click()
}

export async function trainEmoji(page: Page, count: number, epochs: number): Promise<void> {
  await planEmoji(page, { count, epochs })
  await page.getByTestId('train-start').click()
}

export const mapOf = (page: Page): Locator => page.getByLabel('Latent map')

/** What is drawn of a map, without the bars over it: icons are not painted alike to the last bit each time. */
export async function drawingOf(map: Locator): Promise<string> {
  const { x, y, width, height } = (await map.boundingBox())!
  const barPx = 90
  const clip = { x, y: y + barPx, width: width - barPx, height: height - barPx }
  return (await map.page().screenshot({ clip })).toString('base64')
}

/** The image that the inspector shows. */
export async function selectedImage(page: Page): Promise<number> {
  const text = await page
    .getByText(/^Image \d+$/)
    .first()
    .textContent()
  return Number(text?.replace('Image ', ''))
}

interface View {
  centre: [number, number]
  height: number
}

/** Where a point of the map lies in the window, in pixels. */
export async function onScreen(
  page: Page,
  pointInMap: readonly [number, number],
): Promise<{ x: number; y: number }> {
  const view = JSON.parse((await page.locator('[data-view]').getAttribute('data-view')) ?? '') as View
  const box = await mapOf(page).boundingBox()
  if (!box) throw new Error('the map is not shown')
  const scale = box.height / view.height
  return {
    x: box.x + box.width / 2 + (pointInMap[0] - view.centre[0]) * scale,
    y: box.y + box.height / 2 - (pointInMap[1] - view.centre[1]) * scale,
  }
}

/** The demo document that a profile works on, read from disk as any other program would. */
export function readDemo(profile: string): {
  record: DatasetRecord
  smile: Float32Array
  positions: Float32Array
  images: Uint8Array
} {
  const root = join(profile, 'Demo', 'Faces.slerp')
  const only = (folder: string): string => join(root, folder, readdirSync(join(root, folder))[0]!)
  const record = JSON.parse(readFileSync(join(only('datasets'), 'dataset.json'), 'utf8')) as DatasetRecord
  const csv = readFileSync(join(only('datasets'), 'attributes.csv'), 'utf8')
  const attributes = attributesFromCsv(csv, record.attributes, record.count, 'attributes.csv')
  const npy = (path: string, kind: 'uint8' | 'float32', dimensions: number): Uint8Array | Float32Array =>
    decodeNpy(readFileSync(path), kind, dimensions, path).data
  return {
    record,
    smile: attributes.find(({ name }) => name === 'smile')!.values,
    positions: npy(join(only('maps'), 'positions.npy'), 'float32', 2) as Float32Array,
    images: npy(join(only('datasets'), 'images.npy'), 'uint8', 4) as Uint8Array,
  }
}

const cell = 4
const cellsAcross = 16

/** A 64 x 64 picture as 16 x 16 means of its channels' mean, in [-0.5, 0.5]. */
function features(rgb: ArrayLike<number>, offset = 0): Float64Array {
  const means = new Float64Array(cellsAcross * cellsAcross)
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 64; x++)
      for (let c = 0; c < 3; c++) {
        const to = Math.floor(y / cell) * cellsAcross + Math.floor(x / cell)
        means[to]! += rgb[offset + (y * 64 + x) * 3 + c]! / (255 * cell * cell * 3)
      }
  return means.map((mean) => mean - 0.5)
}

/** A linear probe on pixels, fitted here on the drawn faces: it has never seen a decoder or a latent code. */
export function fitSmileProbe({ record, smile, images }: ReturnType<typeof readDemo>): {
  score: (rgb: ArrayLike<number>) => number
  heldOutAccuracy: number
} {
  const { train, heldOut } = splitIndices(record.count, record.heldOut.seed, record.heldOut.fraction)
  const size = cellsAcross * cellsAcross
  const rows = new Float64Array(train.length * size)
  train.forEach((i, k) => rows.set(features(images, i * 64 * 64 * 3), k * size))
  const probe: LinearProbe = fitLogistic(
    rows,
    Array.from(train, (i) => smile[i]!),
    size,
    100,
  )
  const scoreOf = (numbers: Float64Array): number =>
    numbers.reduce((sum, value, j) => sum + value * probe.weights[j]!, probe.bias)
  const right = Array.from(heldOut).filter(
    (i) => scoreOf(features(images, i * 64 * 64 * 3)) > 0 === (smile[i] === 1),
  )
  return { score: (rgb) => scoreOf(features(rgb)), heldOutAccuracy: right.length / heldOut.length }
}
