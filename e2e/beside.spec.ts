import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { mapOf, selectedImage } from './window'

/** Where the line of an image ends, on the map beside. */
async function endOf(page: Page, image: number): Promise<{ x: number; y: number }> {
  const box = (await page.getByTestId('links').boundingBox())!
  const path = await page.locator(`[data-testid="links"] path[data-image="${image}"]`).getAttribute('d')
  const [x = 0, y = 0] = path!.split(' ').slice(-2).map(Number)
  return { x: box.x + x, y: box.y + y }
}

/** Comes nearer, so that no other thumbnail lies over the one that is meant. */
async function comeNear(page: Page, image: number): Promise<{ x: number; y: number }> {
  for (let turn = 0; turn < 14; turn++) {
    const { x, y } = await endOf(page, image)
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, -240)
    await page.waitForTimeout(60)
  }
  await page.waitForTimeout(400)
  return endOf(page, image)
}

test('a second map of the same images lies beside: lines join them, and selecting goes to both', async ({
  page,
}) => {
  await mapOf(page).focus()
  await page.keyboard.press('b')
  const beside = page.getByTestId('beside')
  await expect(beside).toContainText('There is no other map of these images yet.')

  await page.getByRole('button', { name: 'New map…' }).click()
  await page.getByLabel('Epochs').fill('20')
  await page.getByRole('button', { name: 'Make the map' }).click()
  await expect(beside.getByRole('combobox', { name: 'Beside' })).toHaveText(/PCA/, { timeout: 60_000 })
  await expect(beside.locator('[data-state="ready"]')).toBeVisible()
  const lines = page.locator('[data-testid="links"] path')
  await expect(lines).toHaveCount(1)

  await beside.getByRole('button', { name: 'Lines between the same images' }).click()
  await expect.poll(() => lines.count()).toBeGreaterThan(50)
  const image = Number(await lines.nth(7).getAttribute('data-image'))
  expect(image).not.toBe(await selectedImage(page))
  const at = await comeNear(page, image)
  await page.mouse.click(at.x, at.y)
  await expect(page.getByText(`Image ${image}`, { exact: true })).toBeVisible()

  await page.keyboard.down('Shift')
  await page.mouse.click(at.x, at.y)
  await page.keyboard.up('Shift')
  await expect(page.locator(`[data-marked="${image}"]`)).toHaveCount(2)

  await beside.getByRole('button', { name: 'Close the map beside' }).click()
  await expect(beside).toBeHidden()
})
