import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { settledPixels } from './window'

/** Moves a slider by keys, each of which is one step of the history. */
async function turn(page: Page, concept: string, times: number): Promise<void> {
  const slider = page.getByRole('slider', { name: new RegExp(`^${concept}`) }).first()
  await slider.focus()
  for (let i = 0; i < times; i++) await page.keyboard.press('PageUp')
}

const tree = (page: Page) => page.getByTestId('history')
const stateOf = (page: Page, step: number) => tree(page).locator(`[data-step="${step}"]`)

test('undo is a tree: what was left is returned to, named, and there after a kill', async ({ launch }) => {
  const { app, page } = await launch()
  const original = await settledPixels(page)
  await turn(page, 'glasses', 1)
  await turn(page, 'beard', 1)
  const bearded = await settledPixels(page)
  await page.keyboard.press('Control+z')
  await turn(page, 'smile', 1)
  const smiling = await settledPixels(page)
  expect(smiling).not.toEqual(bearded)

  await page.keyboard.press('Control+h')
  await expect(tree(page).getByRole('treeitem')).toHaveCount(4)
  await expect(stateOf(page, 3)).toHaveAttribute('aria-current', 'step')
  await expect(stateOf(page, 2).locator('canvas')).toBeVisible()

  await stateOf(page, 2).dblclick()
  await expect.poll(() => settledPixels(page)).toEqual(bearded)
  await page.getByRole('button', { name: 'Name…' }).click()
  await page.getByLabel('Name of this state').fill('With a beard')
  await page.keyboard.press('Enter')
  await expect(stateOf(page, 2)).toContainText('With a beard')

  await stateOf(page, 0).click()
  await page.getByRole('button', { name: 'Go there' }).click()
  await expect.poll(() => settledPixels(page)).toEqual(original)
  // Redo follows the branch that was left last.
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => settledPixels(page)).toEqual(bearded)

  app.process().kill('SIGKILL')
  const again = await launch()
  await expect.poll(() => settledPixels(again.page)).toEqual(bearded)
  await again.page.keyboard.press('Control+h')
  await expect(stateOf(again.page, 2)).toContainText('With a beard')
  await again.page.getByRole('tree').focus()
  await again.page.keyboard.press('ArrowDown')
  await again.page.keyboard.press('Enter')
  await expect.poll(() => settledPixels(again.page)).toEqual(smiling)
})
