import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app'

/** Tests of five rungs, two of them in hidden pages on software. */
const testedMs = 120_000

const chipOf = (page: Page): Locator => page.getByTestId('engine-chip')
const again = (page: Page): Locator => page.getByRole('button', { name: 'Test again' })

/** Opens the panel and waits until every rung was tried. */
async function openTested(page: Page): Promise<void> {
  await chipOf(page).click()
  await expect(page.getByTestId('rung-wasm')).toBeVisible()
  await expect(page.getByText('Not tested yet')).toHaveCount(0, { timeout: testedMs })
  await expect(again(page)).toBeEnabled({ timeout: testedMs })
}

test('the panel says what trains, how quick it is, and why the rest does not', async ({ page, app }) => {
  test.setTimeout(testedMs + 60_000)
  await openTested(page)
  const wasm = page.getByTestId('rung-wasm')
  await expect(wasm.getByRole('img', { name: 'works', exact: true })).toBeVisible()
  await expect(wasm).toContainText(/\d m?s/)
  // The test's own folder of this machine is empty, so the library is not there.
  for (const rung of ['cuda', 'native']) {
    const row = page.getByTestId(`rung-${rung}`)
    await expect(row.getByRole('img', { name: 'does not work' })).toBeVisible()
    await expect(row).toContainText('not installed')
    await expect(row.getByRole('radio')).toHaveCount(0)
  }
  await expect(page.getByText('in use', { exact: true })).toHaveCount(1)
  await expect(chipOf(page)).toHaveText(/Web.*\d m?s$/)

  await page.getByRole('button', { name: 'Copy report' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const report = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(report).toMatch(
    /^Slerp \S+, Electron \S+, Chromium \S+, Node \S+\nModels are trained on WebAssembly/,
  )
  expect(report).toMatch(/^[ >] yes WebAssembly +[\d.]+ m?s /m)
  for (const name of ['CUDA', 'TensorFlow native'])
    expect(report).toMatch(new RegExp(`^ {2}no {2}${name} +\\S`, 'm'))
})

test('a rung is chosen by hand and by keyboard, kept over a restart, and given up again', async ({
  launch,
}) => {
  test.setTimeout(testedMs + 90_000)
  const first = await launch()
  await openTested(first.page)
  const automatic = first.page.getByRole('radio', { name: /Quickest/ })
  await expect(automatic).toBeChecked()
  await automatic.focus()
  await automatic.press('ArrowDown')
  await expect(automatic).not.toBeChecked()
  await first.page.getByRole('radio', { name: 'Train on WebAssembly' }).check()
  await expect(first.page.getByText('chosen by hand')).toBeVisible()
  await first.page.keyboard.press('Escape')
  await expect(again(first.page)).toBeHidden()
  await expect(chipOf(first.page)).toBeFocused()
  await first.app.close()

  const { page } = await launch()
  await openTested(page)
  await expect(page.getByRole('radio', { name: 'Train on WebAssembly' })).toBeChecked()
  await page.getByRole('radio', { name: /Quickest/ }).check()
  await expect(page.getByText('the quickest that works here')).toBeVisible()
})

test('everything is tested again when asked for', async ({ page }) => {
  test.setTimeout(2 * testedMs + 60_000)
  await openTested(page)
  await again(page).click()
  await expect(again(page)).toBeDisabled()
  await expect(page.getByText(/Testing .*, \d of 5/)).toBeVisible()
  // The chip goes on saying what trained before.
  await expect(chipOf(page)).toContainText('Web')
  await expect(again(page)).toBeEnabled({ timeout: testedMs })
  await expect(page.getByTestId('rung-wasm')).toContainText(/\d m?s/)
})
