import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './app'
import { trainEmoji } from './window'

/** The system's dialog answers with this path. */
async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

test('a run is looked at from all sides, moved, saved and held against another model', async ({
  page,
  app,
  profile,
}) => {
  test.setTimeout(240_000)
  await page.getByRole('tab', { name: 'Train' }).click()
  // Before there is a run, the model in use tells how it learned.
  await expect(page.getByText('Held-out total')).toBeVisible()
  await trainEmoji(page, 64, 400)
  await expect(page.getByRole('group', { name: 'Walk' })).toBeVisible({ timeout: 120_000 })

  await page.getByRole('tab', { name: 'KL' }).click()
  await expect(page.getByTestId('active-units')).toHaveText(/\d+ of 32/)
  const weight = page.getByRole('slider', { name: /KL weight/ })
  await weight.fill('81')
  await expect(weight).toHaveAttribute('aria-valuetext', '100')

  await page.getByLabel('Compare with').click()
  await page.getByRole('option', { name: /VAE 32/ }).click()
  await expect(page.getByRole('row', { name: /KL weight/ })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByTestId('train-status')).toHaveText(/stopped/i, { timeout: 60_000 })
  await expect(page.getByRole('row', { name: /KL weight 100 / })).toBeVisible()

  const [table, picture] = [join(profile, 'run.csv'), join(profile, 'run.png')]
  await saveTo(app, table)
  await page.getByRole('button', { name: 'Save the numbers as a table' }).click()
  await expect(page.getByText('The numbers were saved.').first()).toBeVisible()
  expect(readFileSync(table, 'utf8')).toMatch(
    /^step,epoch,total,reconstruction,kl,gradient,heldOut.total.*\n1,/,
  )
  await saveTo(app, picture)
  await page.getByRole('tab', { name: 'Losses' }).click()
  await page.getByRole('button', { name: 'Save the chart as a picture' }).click()
  await expect(page.getByText('The picture was saved.').first()).toBeVisible()
  const png = readFileSync(picture)
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 900])
})
