import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { difference, mapOf, pixelsOf, planEmoji, settledPixels } from './window'

/** Fills in the form of the Train mode for a small run on pictures of 32 pixels, and waits for its map. */
async function train(page: Page, kind: string, labels: readonly string[] = []): Promise<void> {
  const before = await page.locator('[data-view]').getAttribute('data-view')
  await planEmoji(page, { kind, count: 96, epochs: 24, isSmall: true })
  for (const label of labels) await page.getByRole('checkbox', { name: label, exact: true }).check()
  await page.getByTestId('train-start').click()
  await expect(page.getByTestId('train-status')).toHaveText(/trained|done/i, { timeout: 120_000 })
  await expect
    .poll(() => page.locator('[data-view]').getAttribute('data-view'), { timeout: 20_000 })
    .not.toBe(before)
  await page.getByRole('tab', { name: 'Edit' }).click()
}

const edited = (page: Page): Promise<number[]> => pixelsOf(page, 'edited-picture')

/** Waits until the picture is another one, and no longer changes. */
async function untilUnlike(page: Page, picture: readonly number[]): Promise<number[]> {
  await expect.poll(async () => difference(picture, await edited(page))).toBeGreaterThan(0.1)
  return settledPixels(page)
}

const untilLike = (page: Page, picture: readonly number[]): Promise<void> =>
  expect.poll(() => edited(page)).toEqual(picture)

test('a part is taken from another picture on the map, by dice and in between, and undone', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await train(page, 'Ladder VAE')
  const coarse = page.getByTestId('part-top')
  await expect(coarse).toContainText('as in this picture')
  const before = await settledPixels(page)

  // Looked for and left: nothing is kept.
  await coarse.getByRole('button', { name: /on the map/ }).click()
  await expect(page.getByTestId('looking')).toBeVisible()
  await expect(mapOf(page)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await untilUnlike(page, before)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('looking')).toBeHidden()
  await untilLike(page, before)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()

  await coarse.getByRole('button', { name: /on the map/ }).click()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(coarse).toContainText(/from image \d+/)
  await expect(page.getByTestId('looking')).toBeHidden()
  const whole = await untilUnlike(page, before)

  const amount = page.getByTestId('mix-top')
  await expect(amount).toHaveAttribute('aria-valuetext', '100 %')
  await amount.focus()
  for (let tenth = 0; tenth < 5; tenth++) await page.keyboard.down('ArrowLeft')
  await page.keyboard.up('ArrowLeft')
  await expect(amount).toHaveAttribute('aria-valuetext', '50 %')
  const half = await untilUnlike(page, whole)
  expect(difference(half, before)).toBeLessThan(difference(whole, before))

  await page
    .getByTestId('part-detail')
    .getByRole('button', { name: /drawn at random/ })
    .click()
  await expect(page.getByTestId('mix-detail')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await untilLike(page, half)
  await page.getByRole('button', { name: 'Undo' }).click()
  await untilLike(page, whole)
  await coarse.getByRole('button', { name: /as in this picture/ }).click()
  await untilLike(page, before)
})

test('what a conditional VAE is told is set by a click and by a drag', async ({ page }) => {
  test.setTimeout(180_000)
  await train(page, 'Conditional VAE', ['sunglasses'])
  const row = page.getByRole('group', { name: 'sunglasses' })
  const slider = page.getByTestId('condition-sunglasses')
  const before = await settledPixels(page)
  const own = Number(await slider.getAttribute('aria-valuenow'))

  const [answer, end] = own > 0 ? ['No', '-1'] : ['Yes', '1']
  await row.getByRole('button', { name: answer, exact: true }).click()
  await expect(slider).toHaveAttribute('aria-valuenow', end)
  await expect(row.getByRole('button', { name: answer, exact: true })).toHaveAttribute('aria-pressed', 'true')
  const told = await untilUnlike(page, before)

  const box = await slider.boundingBox()
  if (!box) throw new Error('the slider is not shown')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await expect
    .poll(async () => Math.abs(Number(await slider.getAttribute('aria-valuenow'))))
    .toBeLessThan(0.3)
  await untilUnlike(page, told)
  await page.mouse.up()
  await page.keyboard.press('Control+z')
  await untilLike(page, told)
  await slider.press('Delete')
  await untilLike(page, before)
})
