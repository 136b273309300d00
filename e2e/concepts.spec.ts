import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app'
import { difference, onScreen, pixelsOf, readDemo, selectedImage, settledPixels } from './window'

/** Selects the images of a query, and puts them into a pile. */
async function fill(page: Page, pile: string, query: string) {
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox').fill(query)
  await page.keyboard.press('Enter')
  await page
    .getByTestId(pile)
    .getByRole('button', { name: /^Add \d/ })
    .click()
}

/** Drags from a place of the window to the middle of what takes it. */
async function pull(page: Page, from: { x: number; y: number }, to: Locator): Promise<void> {
  const { x, y, width, height } = (await to.boundingBox())!
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 })
  await page.mouse.up()
}

const leakage = async (page: Page, name: string): Promise<number> =>
  Number(
    await page.getByLabel('Concepts', { exact: true }).getByTestId(`leakage-${name}`).last().textContent(),
  )

test('a concept from two piles: seen before it is kept, kept apart from another, and undone', async ({
  page,
}) => {
  await page.keyboard.press('Control+3')
  await fill(page, 'pile-having', 'smile and glasses and #0-40')
  await fill(page, 'pile-lacking', 'not smile and not glasses and #0-40')
  const strip = page.getByTestId('concept-strip').locator('canvas')
  await expect(strip).toHaveCount(7)
  await expect.poll(() => strip.last().getAttribute('data-drawn')).toBe('true')
  await expect(page.getByTestId('concept-quality').first()).toContainText('each example by the others')
  await page.getByLabel('Name of the concept').fill('cheer')
  await page.getByRole('button', { name: 'Keep the concept' }).click()

  const slider = page.getByTestId('concept-cheer')
  await expect(slider).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('cheer')
  const before = await leakage(page, 'glasses')
  expect(Math.abs(before)).toBeGreaterThan(0.2)

  const original = await settledPixels(page)
  await slider.focus()
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect
    .poll(async () => difference(await pixelsOf(page, 'edited-picture'), original))
    .toBeGreaterThan(1)
  const free = await settledPixels(page)
  await page.getByRole('button', { name: 'Keep glasses' }).last().click()
  await expect.poll(() => leakage(page, 'glasses')).toBe(0)
  await expect.poll(async () => difference(await pixelsOf(page, 'edited-picture'), free)).toBeGreaterThan(0.2)

  await page.keyboard.press('Control+z')
  await expect.poll(async () => difference(await pixelsOf(page, 'edited-picture'), free)).toBe(0)
  await expect.poll(() => leakage(page, 'glasses')).toBe(before)
})

test('a deleted concept stays in what was edited with it, and can be had back', async ({ page }) => {
  await page.getByTestId('concept-smile').focus()
  await page.keyboard.press('PageUp')
  const edited = await settledPixels(page)
  await page.keyboard.press('Control+3')
  const room = page.getByLabel('Concepts', { exact: true })
  await room.getByRole('button', { name: 'smile', exact: true }).click()
  await room.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('“smile” was deleted; here it still counts')).toBeVisible()
  expect(difference(await settledPixels(page), edited)).toBe(0)
  await page.getByRole('button', { name: 'Have it back' }).click()
  await expect(page.getByTestId('concept-smile')).toBeVisible()
})

test('pictures are dragged into piles from the map and from the grid, which changes nothing else', async ({
  page,
  profile,
}) => {
  await page.keyboard.press('Control+3')
  const [having, lacking] = [page.getByTestId('pile-having'), page.getByTestId('pile-lacking')]
  await expect(having).toBeVisible()
  const taken = (image: number): Locator => having.getByRole('button', { name: `Take picture ${image} out` })
  const image = await selectedImage(page)
  const before = await settledPixels(page)

  const { positions } = readDemo(profile)
  await pull(page, await onScreen(page, [positions[2 * image]!, positions[2 * image + 1]!]), having)
  await expect(taken(image)).toBeVisible()
  expect(difference(await settledPixels(page), before)).toBe(0)

  await page.keyboard.press('g')
  const cells = page.getByTestId('grid').getByRole('gridcell')
  await cells.nth(1).click()
  await cells.nth(2).click({ modifiers: ['Shift'] })
  const { x, y } = (await cells.nth(2).boundingBox())!
  await pull(page, { x: x + 8, y: y + 8 }, lacking)
  await expect(lacking.getByRole('button', { name: /^Take picture/ })).toHaveCount(2)
})
