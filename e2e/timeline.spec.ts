import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app'
import { answerWith, choose, drop, exportAs } from './hands'
import { difference, pixelsOf, selectedImage, settledPixels } from './window'

const keyframes = (page: Page) => page.getByRole('group', { name: 'Keyframes' }).getByRole('button')

async function selectAnother(page: Page): Promise<void> {
  const before = await selectedImage(page)
  await page.getByLabel('Latent map').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => selectedImage(page)).not.toBe(before)
}

/** Three keyframes: the image as it is, with a concept moved, and another one. */
async function addThree(page: Page): Promise<void> {
  await page.keyboard.press('k')
  await expect(keyframes(page)).toHaveCount(1)
  const slider = page.getByRole('slider', { name: /smile/i }).first()
  await slider.focus()
  for (let i = 0; i < 20; i++) await slider.press('ArrowRight')
  await settledPixels(page)
  await page.getByTestId('add-keyframe').click()
  await expect(keyframes(page)).toHaveCount(2)
  await selectAnother(page)
  await settledPixels(page)
  await page.getByTestId('add-keyframe').click()
  await expect(keyframes(page)).toHaveCount(3)
}

/** What the window's own decoder finds in a picture that moves. */
function decoded(page: Page, file: string, type: string) {
  return page.evaluate(
    async ([base64, kind]) => {
      const decoder = new ImageDecoder({
        data: Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0)),
        type: kind!,
      })
      await decoder.tracks.ready
      await decoder.completed
      const { image } = await decoder.decode()
      const { frameCount, repetitionCount } = decoder.tracks.selectedTrack!
      return { frameCount, repetitionCount, width: image.displayWidth, height: image.displayHeight }
    },
    [readFileSync(file).toString('base64'), type],
  )
}

/** What a window of its own, with nothing but a player, makes of it. */
function playedVideo(app: ElectronApplication, path: string) {
  writeFileSync(`${path}.html`, `<video src="${basename(path)}" preload="auto"></video>`)
  return app.evaluate(async ({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ show: false })
    await window.loadFile(file)
    const played = (await window.webContents.executeJavaScript(`new Promise((resolve, reject) => {
      const video = document.querySelector('video')
      const tell = () => resolve({ width: video.videoWidth, height: video.videoHeight, seconds: video.duration })
      if (video.readyState >= 2) tell()
      video.onloadeddata = tell
      video.onerror = () => reject(new Error(video.error.message))
    })`)) as { width: number; height: number; seconds: number }
    window.destroy()
    return played
  }, `${path}.html`)
}

test('keyframes make a timeline, the playhead shows it, and an export brings it back', async ({
  app,
  page,
  profile,
}) => {
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await addThree(page)
  const ruler = page.getByTestId('timeline-ruler')
  await ruler.focus()
  await page.keyboard.press('Home')
  await expect(page.getByText('Timeline: 0.00 s')).toBeVisible()
  // The edit in hand, until the picture has come.
  const edit = await pixelsOf(page, 'edited-picture')
  await expect.poll(async () => difference(edit, await pixelsOf(page, 'looked-picture'))).toBeGreaterThan(1)
  const atStart = await pixelsOf(page, 'looked-picture')
  for (let i = 0; i < 7; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect
    .poll(async () => difference(atStart, await pixelsOf(page, 'looked-picture')))
    .toBeGreaterThan(1)

  const labels = await keyframes(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  const gif = join(profile, 'out.gif')
  await exportAs(app, page, /^GIF/, /^128/, gif)
  expect(await decoded(page, gif, 'image/gif')).toMatchObject({ frameCount: 150, width: 128, height: 128 })

  for (let i = 0; i < 3; i++) {
    await keyframes(page).first().click()
    await page.keyboard.press('Delete')
    await expect(keyframes(page)).toHaveCount(2 - i)
  }
  await drop(page, gif)
  await expect(keyframes(page)).toHaveCount(3)
  expect(
    await keyframes(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))),
  ).toEqual(labels)
})

test('videos of the window can be played, and bring their timeline back', async ({ app, page, profile }) => {
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await addThree(page)
  for (const format of ['webm', 'mp4']) {
    const path = join(profile, `out.${format}`)
    await exportAs(app, page, new RegExp(`^${format} video`, 'i'), /^512/, path)
    const played = await playedVideo(app, path)
    expect([played.width, played.height]).toEqual([512, 512])
    expect(played.seconds).toBeCloseTo(5, 1)
    await keyframes(page).first().click()
    await page.keyboard.press('Delete')
    await expect(keyframes(page)).toHaveCount(2)
    await drop(page, path)
    await expect(keyframes(page)).toHaveCount(3)
  }
})

test('a saved picture brings its edit back; space plays; undo takes a keyframe away', async ({
  app,
  page,
  profile,
}) => {
  const image = await selectedImage(page)
  const slider = page.getByRole('slider', { name: /smile/i }).first()
  await slider.focus()
  for (let i = 0; i < 20; i++) await slider.press('ArrowRight')
  const edited = await settledPixels(page)
  const path = join(profile, 'picture.png')
  await answerWith(app, path)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('notice').getByText('The picture was saved')).toBeVisible()
  await page.keyboard.press('k')
  await expect(keyframes(page)).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(keyframes(page)).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(keyframes(page)).toHaveCount(1)
  await page.getByTestId('timeline-ruler').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Play' }).press('Escape')
  await selectAnother(page)
  await drop(page, path)
  await expect(page.getByTestId('notice').getByText(`The edit of image ${image} is back`)).toBeVisible()
  expect(difference(await settledPixels(page), edited)).toBe(0)
  expect(await pixelsOf(page, 'edited-picture')).toHaveLength(edited.length)
})

test('a grid of variations is saved, and comes back when it is dropped', async ({ app, page, profile }) => {
  const grid = page.getByTestId('variations')
  await page.keyboard.press('Shift+g')
  await choose(page, 'Show', /^Two concepts/)
  await expect(grid).toHaveAttribute('data-rows', '7')
  const path = join(profile, 'grid.png')
  await answerWith(app, path)
  await page.getByRole('button', { name: 'Save as PNG' }).click()
  await expect(page.getByTestId('notice').getByText('The grid was saved')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await expect(grid).toHaveCount(0)
  await drop(page, path)
  await expect(grid).toHaveAttribute('data-rows', '7')
})

test('a model has several timelines, which are named, copied and deleted, and undo opens the one it changes', async ({
  page,
}) => {
  await page.keyboard.press('Control+4')
  await page.keyboard.press('k')
  const panel = page.getByLabel('Timeline', { exact: true }).first()
  const chosen = panel.locator('.select').first()
  const act = async (label: string): Promise<void> => {
    await panel.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: label }).click()
  }
  const keyframes = page.getByTestId(/^keyframe-/)
  await expect(keyframes).toHaveCount(1)
  await act('New timeline')
  await expect(keyframes).toHaveCount(0)
  await page.keyboard.press('k')
  await expect(keyframes).toHaveCount(1)
  await act('Rename…')
  await page.getByLabel('Name', { exact: true }).fill('Ageing')
  await page.keyboard.press('Enter')
  await expect(chosen).toContainText('Ageing')
  await act('Delete')
  await chosen.click()
  await page.getByRole('option', { name: /^Timeline$/ }).click()
  await expect(keyframes).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(chosen).toContainText('Ageing')
})
