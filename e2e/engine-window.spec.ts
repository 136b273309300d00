import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './app'
import { planEmoji } from './window'

/** The rungs that live in hidden pages, in the app: what it says of them, and what becomes of a run and its page. */

/** Without a graphics card the renderer in software passes for one. */
const env = { SLERP_SOFTWARE: 'allow' }

async function chooseWebgl(page: Page): Promise<void> {
  await page.getByTestId('engine-chip').click()
  // Its test step compiles shaders, in software.
  await page.getByRole('radio', { name: 'Train on WebGL' }).check({ timeout: 150_000 })
  await page.keyboard.press('Escape')
}

/** The smallest run that has an epoch: a step of four pictures takes most of a second in software. */
async function trainSlowly(page: Page): Promise<void> {
  await planEmoji(page, { count: 64, epochs: 1000 })
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Batch').fill('4')
  await page.getByTestId('train-start').click()
}

const status = (page: Page) => page.getByTestId('train-status')

/** The model as the library shows it once it has a checkpoint. */
const kept = (page: Page) => page.getByRole('button', { name: /VAE 32, Emoji.* epoch [1-9]/ })

/** Windows that nobody sees. */
const hiddenPages = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => !window.isVisible()).length,
  )

test('a renderer in software is named and not used', async ({ launch }) => {
  const { page } = await launch({
    args: ['--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-angle=swiftshader'],
  })
  await page.getByTestId('engine-chip').click()
  for (const rung of ['webgl', 'webgpu']) {
    const row = page.getByTestId(`rung-${rung}`)
    await expect(row).toContainText('software rendering, not used', { timeout: 60_000 })
    await expect(row).toContainText(/swiftshader/i)
    await expect(row.getByRole('radio')).toHaveCount(0)
  }
})

test('a run in a hidden page ends with the app, and outlives a crash of the page as a checkpoint', async ({
  launch,
}) => {
  test.setTimeout(400_000)

  await test.step('trains on WebGL; closing the window ends the app, page and all', async () => {
    const { app, page } = await launch({ env })
    await chooseWebgl(page)
    await trainSlowly(page)
    await expect(kept(page)).toBeVisible({ timeout: 90_000 })
    expect(await hiddenPages(app)).toBe(1)
    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
    await page.close()
    await ended
  })

  await test.step('a crash of the page ends the run with a reason, and the checkpoint is kept', async () => {
    const { app, page } = await launch({ env })
    await page.getByRole('tab', { name: 'Train' }).click()
    const training = page.getByRole('region', { name: 'Training' })
    await training.getByRole('button', { name: 'Go on', exact: true }).click()
    await expect(status(page)).toHaveText(/Learning, epoch [1-9]/, { timeout: 90_000 })
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => !window.isVisible())
        ?.webContents.forcefullyCrashRenderer(),
    )
    await expect(status(page)).toHaveText(/Failed/)
    await expect(page.getByText('its page crashed')).toBeVisible()
    await expect(kept(page)).toBeVisible()
    await expect.poll(() => hiddenPages(app)).toBe(0)
    await page.getByRole('button', { name: 'Go on with WebAssembly' }).click()
    await expect(status(page)).toHaveText(/Learning, epoch [1-9]/, { timeout: 30_000 })
  })
})
