import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { drop, exportAs } from './hands'
import { difference, settledPixels } from './window'

/** Of three people, by the author of the face detector, in its package. */
const photo = join(
  dirname(createRequire(__filename).resolve('@vladmandic/face-api/package.json')),
  'demo/sample1.jpg',
)

const keyframes = (page: Page) => page.getByTestId(/^keyframe-/)
const states = (page: Page) => page.getByTestId('history').getByRole('treeitem')

async function importPhoto(page: Page): Promise<void> {
  await drop(page, photo)
  await page.getByTestId('use-photo').click({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Keep this' }).click({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Keep this' })).toBeHidden()
}

/** A concept by two steps of its slider, up or down. */
async function turn(page: Page, concept: string, key: 'PageUp' | 'PageDown'): Promise<void> {
  await page.getByTestId(`concept-${concept}`).focus()
  for (let i = 0; i < 2; i++) await page.keyboard.press(key)
}

async function addKeyframe(page: Page, count: number): Promise<void> {
  await page.getByTestId('add-keyframe').click()
  await expect(keyframes(page)).toHaveCount(count)
}

test('the whole story: a photo, a smile that keeps the glasses, another branch, a film, and back again', async ({
  app,
  page,
  profile,
}) => {
  test.setTimeout(180_000)
  await importPhoto(page)
  const asItIs = await settledPixels(page)

  await page.getByRole('button', { name: 'Keep glasses' }).last().click()
  await turn(page, 'smile', 'PageUp')
  const smiling = await settledPixels(page)
  expect(difference(smiling, asItIs)).toBeGreaterThan(0.5)

  // Back, and on to somewhere else: both are there.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(await settledPixels(page), asItIs)).toBe(0)
  await turn(page, 'beard', 'PageUp')
  const bearded = await settledPixels(page)
  await page.keyboard.press('Control+h')
  await expect(page.getByTestId('history')).toBeVisible()
  const inAll = await states(page).count()
  expect(inAll).toBeGreaterThanOrEqual(6)

  await page.keyboard.press('Control+4')
  await addKeyframe(page, 1)
  await page.keyboard.press('Control+z')
  await expect(keyframes(page)).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(keyframes(page)).toHaveCount(1)
  await turn(page, 'smile', 'PageUp')
  await addKeyframe(page, 2)
  await turn(page, 'glasses', 'PageUp')
  const last = await settledPixels(page)
  await addKeyframe(page, 3)

  const film = join(profile, 'story.gif')
  await exportAs(app, page, /^GIF/, /^64 /, film)

  // All but the photo itself is taken back; the file alone knows.
  await page.keyboard.press('Control+1')
  const tree = page.getByTestId('history')
  await tree.locator('[data-step="2"]').click()
  await page.getByRole('button', { name: 'Go there' }).click()
  await page.keyboard.press('Control+4')
  await expect(keyframes(page)).toHaveCount(0)
  await drop(page, film)
  await expect(keyframes(page)).toHaveCount(3)
  for (const [keyframe, expected] of [
    [1, bearded],
    [3, last],
  ] as const) {
    await page.getByTestId(`keyframe-${keyframe}`).dblclick()
    await expect.poll(async () => difference(await settledPixels(page), expected)).toBe(0)
  }
})
