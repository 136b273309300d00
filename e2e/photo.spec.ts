import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from './app'
import { drop } from './hands'
import { difference, pixelsOf, settledPixels } from './window'

/** By the author of the face detector, in its package. */
const photos = join(dirname(createRequire(__filename).resolve('@vladmandic/face-api/package.json')), 'demo')
/** Three people. */
const photo = join(photos, 'sample1.jpg')
/** Of which a part is taken. */
const withoutFace = join(photos, 'sample2.jpg')

test('a dropped photo: its faces are found, one is taken, refined, edited, and undone', async ({ page }) => {
  test.setTimeout(120_000)
  await expect(page.getByTestId('edited-picture')).toHaveAttribute('data-drawn', 'true')
  const before = await settledPixels(page)
  await drop(page, photo)
  const dialog = page.getByRole('dialog', { name: /sample1/ })
  await expect(dialog.getByRole('status')).toHaveText('3 faces were found. Choose one.', { timeout: 20_000 })
  await expect(dialog.getByRole('button', { name: 'Face 1' })).toHaveAttribute('aria-pressed', 'true')

  // By hand: the glance follows, and no face is chosen any more.
  const face = await pixelsOf(page, 'glance')
  await dialog.getByRole('button', { name: 'Face 2' }).click()
  await expect.poll(async () => difference(face, await pixelsOf(page, 'glance'))).toBeGreaterThan(1)
  await page.getByTestId('crop').focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(dialog.getByRole('button', { name: 'Face 2' })).toHaveAttribute('aria-pressed', 'false')
  await dialog.getByRole('button', { name: 'Face 1' }).click()
  await page.getByTestId('use-photo').click()
  await expect(dialog).toBeHidden()

  const library = page.getByRole('navigation', { name: 'Library' })
  await expect(library.getByRole('button', { name: 'sample1', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await expect(page.getByRole('heading', { name: 'sample1' })).toBeVisible()
  await expect.poll(async () => difference(before, await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(5)
  // The encoder's guess is brought closer by itself; it can be kept as it is at any time.
  await page.getByRole('button', { name: 'Keep this' }).click({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Keep this' })).toBeHidden()

  // Towards the data: refined once more from the encoder's guess, to another picture.
  const alike = await settledPixels(page)
  const slider = page.getByRole('slider', { name: 'Likeness against editability' })
  await slider.focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: 'Keep this' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep this' })).toBeHidden({ timeout: 60_000 })
  expect(difference(alike, await settledPixels(page))).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(alike)

  // Back: the refinement, then the photo itself.
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(library.getByRole('button', { name: 'sample1', exact: true })).toBeHidden()
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(before)
  await page.keyboard.press('Control+Shift+Z')
  await expect(library.getByRole('button', { name: 'sample1', exact: true })).toBeVisible()
})

test('a pasted picture without a face says so, and is taken by the square that is set by key', async ({
  app,
  page,
}) => {
  await expect(page.getByTestId('edited-picture')).toHaveAttribute('data-drawn', 'true')
  // Knees and a sofa.
  await app.evaluate(({ clipboard, nativeImage, ClipboardItem: Item }, path) => {
    const image = nativeImage.createFromPath(path).crop({ x: 735, y: 915, width: 450, height: 450 })
    // Electron before its clipboard became the web's: images were written by `writeImage`.
    const old = clipboard as unknown as { writeImage?: (image: Electron.NativeImage) => void }
    if (old.writeImage) return old.writeImage(image)
    const png = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' })
    return clipboard.write([new Item({ 'image/png': png })])
  }, withoutFace)
  await page.keyboard.press('Control+V')
  const dialog = page.getByRole('dialog', { name: /^Photo/ })
  const words = 'No face was found. Put the square over one by hand.'
  await expect(dialog.getByRole('status')).toHaveText(words, { timeout: 20_000 })
  await expect(dialog.getByRole('button', { name: /Face/ })).toHaveCount(0)

  const middle = await pixelsOf(page, 'glance')
  await page.getByTestId('crop').focus()
  for (const key of ['-', 'Shift+ArrowRight', '-', ']']) await page.keyboard.press(key)
  await expect.poll(async () => difference(middle, await pixelsOf(page, 'glance'))).toBeGreaterThan(1)
  await page.getByTestId('use-photo').click()
  await expect(dialog).toBeHidden()
  const library = page.getByRole('navigation', { name: 'Library' })
  await expect(library.locator('[aria-current="true"]').filter({ hasText: 'Pasted picture' })).toBeVisible()
  await page.getByRole('button', { name: 'Keep this' }).click({ timeout: 20_000 })
})
