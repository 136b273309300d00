import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { mapOf } from './window'

/**
 * What the map looks like, to the pixel, by Chromium's own renderer in software, so that every machine draws alike.
 * `npx playwright test pixels --update-snapshots` writes the pictures anew: look at them before they are kept.
 */

const renderer = ['--use-gl=angle', '--use-angle=swiftshader', '--force-device-scale-factor=1']
const side = 420

/** The middle of the map, where nothing lies over it, once it has come to rest. */
async function expectLikeBefore(page: Page, name: string): Promise<void> {
  const box = (await mapOf(page).boundingBox())!
  const clip = {
    x: Math.round(box.x + (box.width - side) / 2),
    y: Math.round(box.y + (box.height - side) / 2),
    width: side,
    height: side,
  }
  // Renderers of other versions round otherwise at edges; a point, a ring or a thumbnail is more than that.
  await expect(page).toHaveScreenshot(name, { clip, threshold: 0.1, maxDiffPixels: 150, timeout: 20_000 })
}

test('the map looks as it did: flat, near, with what is selected, in space, and light', async ({
  launch,
}) => {
  const { app, page } = await launch({ args: renderer })
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible())
    window?.setContentSize(1280, 800)
  })
  await expect(mapOf(page)).toBeVisible()
  // Letters are drawn as each system does.
  await page.keyboard.press('m')
  await expectLikeBefore(page, 'flat.png')

  await mapOf(page).focus()
  for (let step = 0; step < 2; step++) await page.keyboard.press('+')
  await expectLikeBefore(page, 'near.png')

  await page.keyboard.press('0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expectLikeBefore(page, 'selected.png')

  await page.keyboard.press('3')
  await expect(page.getByRole('button', { name: '3D' })).toHaveAttribute('aria-pressed', 'true')
  await expectLikeBefore(page, 'space.png')

  await page.getByRole('button', { name: 'Light theme' }).click()
  await expectLikeBefore(page, 'light.png')
})
