import { expect, test } from './app'
import { difference, pixelsOf, settledPixels } from './window'

test('between parents lies a picture that follows the hand, is kept as a new one, and can be undone', async ({
  page,
}) => {
  const before = await settledPixels(page)
  await page.keyboard.press('Shift+b')
  await expect(page.getByTestId('parent')).toHaveCount(2)
  await page.getByRole('button', { name: 'Add a parent' }).click()
  const pad = page.getByTestId('pad')
  await expect(pad).toHaveAttribute('aria-valuetext', 'A 33 · B 33 · C 33 %')
  const middle = await pixelsOf(page, 'bred')

  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.1, y + height * 0.9)
  // While the button is down.
  await expect.poll(async () => difference(await pixelsOf(page, 'bred'), middle)).toBeGreaterThan(2)
  await page.mouse.up()
  await pad.focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect(pad).toHaveAttribute('aria-valuetext', 'A 0 · B 0 · C 100 %')

  await page.getByRole('button', { name: 'Keep as a new picture' }).click()
  await expect(page.getByTestId('pad')).toHaveCount(0)
  const kept = await settledPixels(page)
  expect(difference(kept, before)).toBeGreaterThan(2)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(await settledPixels(page), before)).toBe(0)
})
