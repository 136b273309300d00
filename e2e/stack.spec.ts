import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { difference, pixelsOf, settledPixels } from './window'

async function raise(page: Page, concept: string, units: number): Promise<void> {
  const slider = page.getByTestId(`concept-${concept}`)
  await slider.focus()
  for (let unit = 0; unit < units; unit++) await slider.press('PageUp')
}

const titles = (page: Page): Promise<string[]> =>
  page
    .getByTestId('stack')
    .getByRole('slider')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))

test('an edit is a stack of rows: one is switched off, moved and taken back, and what is seen follows', async ({
  page,
}) => {
  const own = await settledPixels(page)
  await raise(page, 'smile', 2)
  await raise(page, 'glasses', 2)
  const both = await settledPixels(page)
  await page.getByRole('heading', { name: /^Image/ }).click()
  await page.keyboard.press('e')
  await expect.poll(() => titles(page)).toEqual(['smile', 'glasses'])

  await page.getByRole('button', { name: 'Switch glasses off' }).click()
  const without = await settledPixels(page)
  expect(difference(both, without)).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Switch glasses on' }).click()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(both)

  await page.getByRole('button', { name: 'Move glasses', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => titles(page)).toEqual(['glasses', 'smile'])
  await expect(page.getByRole('button', { name: 'Move glasses', exact: true })).toBeFocused()
  const grip = (await page.getByRole('button', { name: 'Move glasses', exact: true }).boundingBox())!
  await page.mouse.move(grip.x + 8, grip.y + 20)
  await page.mouse.down()
  await page.mouse.move(grip.x + 8, grip.y + 20 + grip.height, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => titles(page)).toEqual(['smile', 'glasses'])
  // What only adds gives the same picture in any order, up to rounding.
  expect(difference(both, await settledPixels(page))).toBeLessThan(0.1)

  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(both)
  await page.getByRole('button', { name: 'Remove smile' }).click()
  await page.getByRole('button', { name: 'Remove glasses' }).click()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(own)
})

test('an edit is flipped in place, made stronger by its strip and seen on other faces', async ({ page }) => {
  await raise(page, 'glasses', 1)
  const once = await settledPixels(page)
  await page.getByRole('heading', { name: /^Image/ }).click()
  await page.keyboard.press('a')
  await expect(page.getByText('A: original')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByText('A: original')).toBeHidden()

  await page.keyboard.press('c')
  const strip = page.getByTestId('strength-strip')
  await expect(strip.locator('[data-drawn=true]')).toHaveCount(7)
  await expect(page.getByTestId('face-strip').locator('[data-drawn=true]')).toHaveCount(24)
  await strip.getByRole('button', { name: '200 %' }).click()
  const twice = await settledPixels(page)
  expect(difference(once, twice)).toBeGreaterThan(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(once)
})

test('a single dimension is set by its slider and by a click on its strip', async ({ page }) => {
  const own = await settledPixels(page)
  await page.getByText('Dimensions', { exact: true }).click()
  const strip = page.getByTestId('dimension-strip')
  await expect(strip.locator('[data-drawn=true]')).toHaveCount(7)
  await strip.getByRole('button', { name: '+2.0' }).click()
  const changed = await settledPixels(page)
  expect(difference(own, changed)).toBeGreaterThan(1)
  await page.getByTestId('find-dimension').fill('7')
  const slider = page.getByTestId('dimension-7')
  await slider.press('PageUp')
  await expect(slider).toHaveAttribute('aria-valuetext', /^\+1\.0 σ/)
  await page.getByRole('heading', { name: /^Image/ }).click()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(own)
})
