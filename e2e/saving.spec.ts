import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'
import { answerWith, choose, drop } from './hands'
import { difference, settledPixels } from './window'

test('a picture is saved as large as one likes, and the file brings its edit back', async ({
  app,
  page,
  profile,
}) => {
  await page.getByTestId('concept-smile').focus()
  await page.keyboard.press('PageUp')
  const edited = await settledPixels(page)
  await page.keyboard.press('Control+Shift+s')
  await choose(page, 'Size', /^256/)
  await choose(page, 'Enlarged by', /^Lanczos/)
  await expect(page.getByTestId('save-preview')).toHaveAttribute('data-drawn', 'true')
  const path = join(profile, 'face.png')
  await answerWith(app, path)
  await page.getByRole('button', { name: 'Choose where and save…' }).click()
  await expect(page.getByTestId('notice').getByText('The picture was saved')).toBeVisible()
  const file = readFileSync(path)
  // Width and height in the first chunk of a PNG.
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([256, 256])
  expect(file.includes('"enlargement":"lanczos"') || file.includes('&quot;lanczos&quot;')).toBe(true)

  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(await settledPixels(page), edited)).toBeGreaterThan(0.1)
  await drop(page, path)
  await expect.poll(async () => difference(await settledPixels(page), edited)).toBe(0)
})
