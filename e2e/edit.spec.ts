import { expect, test } from './app'
import {
  difference,
  fitSmileProbe,
  mapOf,
  onScreen,
  pixelsOf,
  readDemo,
  selectedImage,
  settledPixels,
} from './window'

test('the demo opens with a map, faces and a picture', async ({ page, running: { log } }) => {
  await expect(page.locator('[data-state="ready"]').first()).toBeVisible()
  await expect(page.getByText('3,000 pictures')).toBeVisible()
  expect((await pixelsOf(page, 'edited-picture')).length).toBe(64 * 64 * 3)
  expect(log.join('')).not.toContain('Uncaught')
})

test('the picture changes while a point is dragged, and Escape brings it back', async ({ page, profile }) => {
  const { positions } = readDemo(profile)
  const image = 25
  const start = await onScreen(page, [positions[2 * image]!, positions[2 * image + 1]!])
  await page.mouse.click(start.x, start.y)
  // What lies there, or over it, is selected in the place of the first image.
  await expect(page.getByText('Image 0', { exact: true })).toBeHidden()
  const taken = await selectedImage(page)
  const from = await onScreen(page, [positions[2 * taken]!, positions[2 * taken + 1]!])
  const before = await settledPixels(page)

  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 8 })
  await expect.poll(async () => difference(before, await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(1)
  const onTheWay = await pixelsOf(page, 'edited-picture')
  await page.mouse.move(from.x + 160, from.y + 90, { steps: 8 })
  await expect
    .poll(async () => difference(onTheWay, await pixelsOf(page, 'edited-picture')))
    .toBeGreaterThan(1)
  await expect(page.getByTestId('distance')).toHaveText(/data|nowhere/)

  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(before)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('the smile slider makes a face smile, and undo brings the exact picture back', async ({
  page,
  profile,
}) => {
  const demo = readDemo(profile)
  const { score, heldOutAccuracy } = fitSmileProbe(demo)
  expect(heldOutAccuracy).toBeGreaterThan(0.95)

  for (let image = 0; demo.smile[await selectedImage(page)] !== 0; image++) {
    const at = await onScreen(page, [demo.positions[2 * image]!, demo.positions[2 * image + 1]!])
    await page.mouse.click(at.x, at.y)
  }
  const before = await settledPixels(page)
  expect(score(before)).toBeLessThan(0)

  const slider = page.getByTestId('concept-smile')
  await slider.focus()
  // Held down and let go once: one edit, not three.
  for (let unit = 0; unit < 3; unit++) await page.keyboard.down('PageUp')
  await page.keyboard.up('PageUp')
  await expect.poll(async () => score(await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(0)
  const smiling = await settledPixels(page)

  await page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(smiling)
})

test('moving the slider moves the point on the map', async ({ page }) => {
  const picture = (): Promise<string> =>
    mapOf(page)
      .screenshot()
      .then((png) => png.toString('base64'))
  const before = await picture()
  const slider = page.getByTestId('concept-glasses')
  await slider.focus()
  await slider.press('PageUp')
  await slider.press('PageUp')
  await expect.poll(picture).not.toBe(before)
})

test('refining brings the picture closer to the original, and undo takes it back', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^Refine/ })).toBeVisible()
  const [before, original] = [
    await pixelsOf(page, 'edited-picture'),
    await pixelsOf(page, 'original-picture'),
  ]
  await page.getByRole('button', { name: /^Refine/ }).click()
  // Stopped before it is done: what it has come to is kept.
  await expect(page.getByText(/Refining, \d/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Keep this' }).click()
  await expect(page.getByRole('button', { name: /^Refine/ })).toBeVisible({ timeout: 60_000 })
  await expect
    .poll(async () => difference(original, await pixelsOf(page, 'edited-picture')))
    .toBeLessThan(difference(original, before))
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(before)
})
