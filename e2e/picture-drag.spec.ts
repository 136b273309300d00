import { expect, test } from './app'
import { difference, pixelsOf, settledPixels } from './window'

test('a point is dragged to its target, every step can be gone back to, and undo takes it all back', async ({
  page,
}) => {
  const before = await settledPixels(page)
  await page.getByTestId('edited-picture').hover()
  await page.keyboard.press('d')
  const surface = page.getByTestId('drag-surface')
  const { x, y, width, height } = (await surface.boundingBox())!
  const at = (column: number, row: number): [number, number] => [x + column * width, y + row * height]

  // Upwards, from where the hair begins.
  await page.mouse.move(...at(0.5, 0.27))
  await page.mouse.down()
  await page.mouse.move(...at(0.5, 0.18), { steps: 5 })
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Target 1' })).toBeVisible()
  await page.getByRole('button', { name: 'Point 1' }).focus()
  await page.keyboard.press('ArrowLeft')

  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const slider = page.getByTestId('drag-steps')
  await expect(slider).toBeEnabled({ timeout: 20_000 })
  const steps = Number(await slider.getAttribute('max'))
  expect(steps).toBeGreaterThan(3)

  // By the keyboard each step of the slider is kept at once.
  await slider.focus()
  await page.keyboard.press('End')
  await expect(page.getByText(`Step ${steps} of ${steps}`)).toBeVisible()
  const after = await settledPixels(page)
  expect(difference(before, after)).toBeGreaterThan(1)
  await page.keyboard.press('Home')
  await expect(page.getByText(`Step 0 of ${steps}`)).toBeVisible()
  expect(await settledPixels(page)).toEqual(before)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(before, await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(1)

  await page.keyboard.press('Escape')
  await expect(surface).toBeHidden()
})
