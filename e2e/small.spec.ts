import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labels, pictures } from '../src/dataset/idx/idx.fixture'
import { expect, test } from './app'
import { mapOf, pixelsOf } from './window'

/** Pictures of 32 x 32 pixels, from the first dialog to the inspector. */

test('shapes of 32 pixels are drawn, learned, laid out on the map and shown', async ({ page }) => {
  test.setTimeout(180_000)
  await page.getByRole('button', { name: 'New data set…' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('radio', { name: /Shapes/ }).click()
  await panel.getByLabel('Size').click()
  await page.getByRole('option', { name: '32 x 32 pixels' }).click()
  await panel.getByLabel('Pictures', { exact: true }).fill('128')
  await panel.getByRole('button', { name: 'Draw the pictures' }).click()
  await expect(panel).toBeHidden()

  const before = await page.locator('[data-view]').getAttribute('data-view')
  await page.getByRole('tab', { name: 'Train' }).click()
  await page.getByLabel('Learn from').click()
  await page.getByRole('option', { name: 'Shapes, in this document' }).click()
  await page.getByLabel('Epochs').fill('2')
  await page.getByTestId('train-start').click()
  await expect(page.getByTestId('train-status')).toHaveText(/trained|done/i, { timeout: 150_000 })
  await expect
    .poll(() => page.locator('[data-view]').getAttribute('data-view'), { timeout: 20_000 })
    .not.toBe(before)
  await expect(mapOf(page)).toBeVisible()
  await expect(page.getByTestId('concept-heart')).toBeVisible()
  await expect.poll(async () => (await pixelsOf(page, 'edited-picture')).length).toBe(32 * 32 * 3)
})

test('a folder of IDX files is shown as it will be, and imported', async ({ page, app, profile }) => {
  const folder = join(profile, 'Digits')
  mkdirSync(folder)
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), pictures(12))
  writeFileSync(join(folder, 'train-labels-idx1-ubyte'), labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await page.keyboard.press('Control+i')
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('12 pictures')
  await expect(panel).toContainText('Pictures of 28 x 28 pixels get a black rim and become 32 x 32.')
  await expect(panel).toContainText('label 9: 1 of 12')
  await panel.getByRole('button', { name: /^Import/ }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByText('12 pictures').first()).toBeVisible()
})
