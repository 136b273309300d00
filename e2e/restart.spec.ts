import { expect, test } from './app'
import { pixelsOf, selectedImage, settledPixels } from './window'

test('killing the app and opening it again brings back the same edit', async ({ launch }) => {
  const first = await launch()
  const slider = first.page.getByTestId('concept-glasses')
  await slider.focus()
  await slider.press('End')
  await expect(first.page.getByRole('button', { name: 'Undo' })).toBeEnabled()
  const image = await selectedImage(first.page)
  const edited = await settledPixels(first.page)
  first.app.process().kill('SIGKILL')

  const second = await launch()
  expect(await selectedImage(second.page)).toBe(image)
  await expect.poll(() => pixelsOf(second.page, 'edited-picture')).toEqual(edited)
  await second.page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(second.page, 'edited-picture')).not.toEqual(edited)
})

test('a page that is loaded again works on the same document', async ({ page }) => {
  await page.getByTestId('concept-smile').focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
  const edited = await settledPixels(page)
  await page.reload()
  await page.waitForSelector('html[data-ready="true"]')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(edited)
})
