import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { planEmoji } from './window'

/** A kind that learns on a handful of small emoji. */
const plan = (page: Page, kind: string): Promise<void> =>
  planEmoji(page, { kind, count: 64, epochs: 2, isSmall: true })

const more = async (page: Page, model: string, action: string): Promise<void> => {
  await page.getByRole('button', { name: `More for ${model}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

test('a GAN learns in the window, has a card, is done again with changes, renamed and deleted', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await plan(page, 'GAN')
  await page.getByTestId('train-start').click()
  await expect(page.getByTestId('train-status')).toHaveText(/done/i, { timeout: 180_000 })
  await page.getByRole('tab', { name: 'Scores' }).click()
  await expect(page.getByRole('img', { name: 'Scores' })).toBeVisible()
  await expect(page.getByText('64 pictures').first()).toBeVisible()

  await more(page, 'GAN 32, Emoji', 'Model card')
  const card = page.getByTestId('card')
  await expect(card).toContainText('Seed')
  await expect(card).toContainText('WebAssembly')
  await page.getByRole('button', { name: 'Train again with changes…' }).click()
  await expect(page.getByLabel('Kind')).toContainText('GAN')
  await expect(page.getByLabel('Epochs')).toHaveValue('2')

  await more(page, 'GAN 32, Emoji', 'Rename…')
  await page.getByRole('textbox', { name: 'Name' }).fill('Smilies')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await more(page, 'Smilies', 'Delete…')
  await page.getByRole('button', { name: 'Delete the model' }).click()
  await expect(page.getByRole('button', { name: 'More for Smilies' })).toBeHidden()
  await expect(page.getByRole('button', { name: /^VAE 32/ })).toHaveAttribute('aria-current', 'true')
})

test('a conditional VAE asks which labels it is told, and learns with them', async ({ page }) => {
  test.setTimeout(180_000)
  await plan(page, 'Conditional VAE')
  await expect(page.getByTestId('train-start')).toBeDisabled()
  await page.getByRole('checkbox', { name: 'sunglasses' }).click()
  await page.getByTestId('train-start').click()
  await expect(page.getByTestId('train-status')).toHaveText(/done/i, { timeout: 120_000 })
  await more(page, 'Conditional VAE 32, Emoji', 'Model card')
  await expect(page.getByTestId('card')).toContainText('sunglasses')
})
