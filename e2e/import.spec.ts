import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'
import { buildPreset } from '../src/dataset/build'
import { encodePng } from '../src/dataset/png'

test('a folder of pictures is shown before it is imported, and broken files are left out', async ({
  page,
  app,
  profile,
}) => {
  const folder = join(profile, 'Holiday')
  await writePictures(folder)
  // The system's own dialog cannot be operated by a test; everything behind it is real.
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)

  await page.keyboard.press('Control+i')
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('12 pictures')
  await expect(panel).toContainText('broken.png')
  await expect(panel).toContainText('smiling')
  await panel.getByRole('button', { name: /^Import/ }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByText('12 pictures').first()).toBeVisible()
})

test('a folder that is dropped anywhere is looked at', async ({ page, profile }) => {
  const folder = join(profile, 'Dropped')
  await writePictures(folder)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('12 pictures')
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByText('12 pictures')).toHaveCount(0)
})

/** Two sub-folders of six emoji each, and a file that only says it is a picture. */
async function writePictures(folder: string): Promise<void> {
  const { images } = await buildPreset({ preset: 'emoji', seed: 1, count: 12 })
  for (let i = 0; i < 12; i++) {
    const inside = join(folder, i < 6 ? 'smiling' : 'serious')
    mkdirSync(inside, { recursive: true })
    const rgb = images.subarray(i * 64 * 64 * 3, (i + 1) * 64 * 64 * 3)
    const rgba = new Uint8Array(64 * 64 * 4).fill(255)
    for (let p = 0; p < 64 * 64; p++) rgba.set(rgb.subarray(3 * p, 3 * p + 3), 4 * p)
    writeFileSync(join(inside, `${i}.png`), await encodePng({ width: 64, height: 64, rgba }))
  }
  writeFileSync(join(folder, 'broken.png'), 'not a picture')
}
