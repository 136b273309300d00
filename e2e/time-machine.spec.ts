import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app'
import { drawingOf, mapOf, trainEmoji } from './window'

const replayOf = (page: Page): Locator => page.getByLabel('Replay of the map')
const stepOf = (page: Page): Promise<number> =>
  page.getByTestId('replay').getAttribute('data-step').then(Number)

/** A map as it is drawn once it has come to rest. */
async function restingPixels(map: Locator): Promise<string> {
  let last = ''
  await expect
    .poll(
      async () => {
        const before = last
        last = await drawingOf(map)
        return last === before
      },
      { timeout: 20_000, intervals: [400] },
    )
    .toBe(true)
  return last
}

test('a run is replayed from its first step to its last, and leaving brings the map back as it was', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await trainEmoji(page, 64, 6)
  await expect(page.getByTestId('train-status')).toHaveText(/trained|done/i, { timeout: 150_000 })
  await expect(page.getByText('64 pictures')).toBeVisible()
  const present = await restingPixels(mapOf(page))

  await page.getByTestId('time-machine').click()
  const scrubber = page.getByLabel('Moment of the run')
  await expect(scrubber).toBeFocused()
  const last = await stepOf(page)
  expect(last).toBe(6)
  const atEnd = await restingPixels(replayOf(page))

  await scrubber.press('Home')
  await expect(page.getByTestId('replay-place')).toHaveText(/Step 0\s*Epoch 0/)
  await expect(page.locator('[data-step="0"]').last()).toBeVisible()
  const atStart = await restingPixels(replayOf(page))
  expect(atStart).not.toBe(atEnd)
  await scrubber.press('ArrowRight')
  await expect.poll(() => stepOf(page)).toBe(1)

  // Playing goes on to the end by itself and stops there.
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBe(last)
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  expect(await restingPixels(replayOf(page))).toBe(atEnd)

  await page.keyboard.press('Escape')
  await expect(replayOf(page)).toBeHidden()
  expect(await restingPixels(mapOf(page))).toBe(present)
})

test('a model that was trained without a history says so', async ({ page }) => {
  await page.getByRole('tab', { name: 'Train' }).click()
  await expect(page.getByText('Of this model no moments are kept')).toBeVisible()
  await expect(page.getByTestId('time-machine')).toBeDisabled()
})

test('while a run goes on, the newest moment appears by itself', async ({ page }) => {
  test.setTimeout(240_000)
  await trainEmoji(page, 64, 4000)
  await expect(page.getByTestId('time-machine')).toBeEnabled({ timeout: 120_000 })
  await page.getByTestId('time-machine').click()
  const first = await stepOf(page)
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(first)
  await page.getByLabel('Moment of the run').press('Home')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByTestId('train-status')).toHaveText(/stopped/i, { timeout: 60_000 })
  expect(await stepOf(page)).toBe(0)
})
