import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { decodeNpy } from '../src/document/npy'
import { expect, test } from './app'
import { difference, mapOf, onScreen, pixelsOf, readDemo, selectedImage, settledPixels } from './window'

/** The demo's codes, read from disk as any other program would. */
function readCodes(profile: string): { mu: Float32Array; size: number; count: number } {
  const root = join(profile, 'Demo', 'Faces.slerp', 'encodings')
  const folder = join(root, readdirSync(root)[0]!)
  const packed = readdirSync(folder).includes('mu.npy.gz')
  const path = join(folder, packed ? 'mu.npy.gz' : 'mu.npy')
  const bytes = packed ? gunzipSync(readFileSync(path)) : readFileSync(path)
  const { shape, data } = decodeNpy(bytes, 'float32', 2, path)
  return { mu: data as Float32Array, count: shape[0]!, size: shape[1]! }
}

/** The twelve nearest by sorting all. */
function nearestTo(image: number, { mu, size, count }: ReturnType<typeof readCodes>): [number, number][] {
  const away = Array.from({ length: count }, (_, i): [number, number] => {
    let squared = 0
    for (let j = 0; j < size; j++) squared += (mu[i * size + j]! - mu[image * size + j]!) ** 2
    return [i, Math.sqrt(squared)]
  })
  return away
    .filter(([i]) => i !== image)
    .sort(([, a], [, b]) => a - b)
    .slice(0, 12)
}

const linesOf = (page: Page, role: string) => page.getByTestId('sketch').locator(`[data-role=${role}]`)

test('the nearest in latent space are those that sorting finds, drawn, listed and chosen', async ({
  page,
  profile,
}) => {
  const codes = readCodes(profile)
  const image = await selectedImage(page)
  await mapOf(page).press('n')
  const list = page.getByTestId('nearest').getByRole('button')
  await expect(list).toHaveCount(12)
  const listed = await list.evaluateAll((all) =>
    all.map((one) => Number((one as HTMLElement).dataset['image'])),
  )
  const expected = nearestTo(image, codes)
  expect(listed).toEqual(expected.map(([i]) => i))
  expect(Number(await list.first().locator('span').textContent())).toBeCloseTo(expected[0]![1], 2)
  await expect(linesOf(page, 'neighbour')).toHaveCount(12)

  await list.first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(list.nth(7)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `Image ${expected[7]![0]}` })).toBeVisible()
  await expect(list.first()).toHaveAttribute('data-image', String(nearestTo(expected[7]![0], codes)[0]![0]))

  await page.keyboard.press('n')
  await expect(linesOf(page, 'neighbour')).toHaveCount(0)
})

test('a posterior is drawn, drawn from by a click on its point, and what was drawn can be used and undone', async ({
  page,
  profile,
}) => {
  const { positions } = readDemo(profile)
  const image = await selectedImage(page)
  const before = await settledPixels(page)
  await mapOf(page).press('v')
  await expect(linesOf(page, 'deviation')).toHaveCount(2)
  const [one, two] = await linesOf(page, 'deviation').evaluateAll((all) =>
    all.map((path) => path.getBoundingClientRect().width),
  )
  expect(two! / one!).toBeCloseTo(2, 1)

  const at = await onScreen(page, [positions[2 * image]!, positions[2 * image + 1]!])
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText('Draw 1', { exact: true })).toBeVisible()
  await expect(linesOf(page, 'draw')).toHaveCount(1)
  await expect(page.getByTestId('draw-picture')).toHaveAttribute('data-drawn', 'true')
  const [mu, sigma, eps, z] = await page
    .getByTestId('reparameterisation')
    .locator('dd')
    .allTextContents()
    .then((all) => all.map((text) => Number(text.replace('−', '-').replace('+', ''))))
  expect(Math.abs(mu! + sigma! * eps! - z!)).toBeLessThan(0.02)

  const drawn = await pixelsOf(page, 'draw-picture')
  await page.getByTestId('use-draw').click()
  await expect.poll(async () => difference(drawn, await pixelsOf(page, 'edited-picture'))).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(before, await pixelsOf(page, 'edited-picture'))).toBe(0)
})

test('a drag leaves a trail and fills the ring the further out it goes', async ({ page, profile }) => {
  const { positions } = readDemo(profile)
  const image = await selectedImage(page)
  const words = page.getByTestId('unusual')
  await expect(words).toHaveText(/^More unusual than \d+ % of the images/)
  const [, percent] = /than (\d+) %/.exec((await words.textContent()) ?? '')!
  const ring = page.getByTestId('unusual-ring')
  // Around an image that nobody has touched it would only be in the way.
  await expect(ring).toBeHidden()
  const shareOf = async (): Promise<number> => Number(await ring.getAttribute('data-share'))
  // Farther out than the data there must be room.
  for (let i = 0; i < 5; i++) await mapOf(page).press('-')
  const view = (): Promise<string | null> => page.locator('[data-view]').getAttribute('data-view')
  await expect
    .poll(async () => {
      const before = await view()
      await page.waitForTimeout(150)
      return (await view()) === before
    })
    .toBe(true)
  const at = await onScreen(page, [positions[2 * image]!, positions[2 * image + 1]!])
  const box = (await mapOf(page).boundingBox())!
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x, box.y + 100, { steps: 8 })
  await page.mouse.move(box.x + 20, box.y + 100, { steps: 8 })
  await expect(linesOf(page, 'trail')).toHaveCount(1)
  await expect(ring).toHaveAttribute('data-tone', /rare|beyond/)
  const share = await shareOf()
  expect(share).toBeGreaterThan(Number(percent) / 100)
  await expect(page.getByTestId('unusual')).toHaveText(
    `More unusual than ${Math.floor(100 * share)} % of the images`,
  )
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(linesOf(page, 'trail')).toHaveCount(0)
})

test('colour by cluster has a legend of so many, and errors are measured meanwhile told of', async ({
  page,
}) => {
  const legend = page.locator('.toolbar li')
  await expect(legend).toHaveText([/^\s*yes/, /^\s*no/])
  const colourBy = async (option: RegExp): Promise<void> => {
    await page.getByLabel('Colour by').click()
    await page.getByRole('option', { name: option }).click()
  }
  await colourBy(/^Cluster/)
  await expect(legend).toHaveText([/^\s*1/, /^\s*2/, /^\s*3/, /^\s*4/, /^\s*5/, /^\s*6/])
  await page.getByLabel('Clusters').click()
  await page.getByRole('option', { name: '12' }).click()
  await expect(legend).toHaveCount(12)
  await colourBy(/^Held out/)
  await expect(legend).toHaveText([/^\s*learnt from/, /^\s*held out/])
  await colourBy(/^Reconstruction error/)
  await expect(page.getByTestId('measuring')).toBeVisible()
  await expect(page.locator('.toolbar .ramp')).toContainText('/ 255', { timeout: 60_000 })
  await expect(page.getByTestId('measuring')).toBeHidden()
})

test('arrow keys say which image they come to, in the plane and in space, and Enter selects it', async ({
  page,
}) => {
  const said = page.locator('[aria-live]').filter({ hasText: /Press Enter to select it/ })
  for (const dimensions of [2, 3]) {
    if (dimensions === 3) {
      await mapOf(page).press('3')
      await expect(page.getByRole('button', { name: '3D' })).toHaveAttribute('aria-pressed', 'true')
    }
    await mapOf(page).press('ArrowRight')
    await expect(said).toHaveText(
      /^Image \d+: .*skin tone [\d.]+. Press Enter to select it, Space to see it.$/,
    )
    const image = /\d+/.exec((await said.textContent())!)![0]
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: `Image ${image}`, exact: true })).toBeVisible()
  }
})
