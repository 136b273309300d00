import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app'
import { mapOf, onScreen, readDemo, selectedImage } from './window'

const gridOf = (page: Page): Locator => page.getByTestId('grid')
const cells = (page: Page): Locator => gridOf(page).getByRole('gridcell')
const imagesOf = (page: Page): Promise<number[]> =>
  cells(page).evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset['image'])))

async function openGrid(page: Page): Promise<void> {
  await expect(mapOf(page)).toBeVisible()
  await page.getByRole('button', { name: 'Grid of the images beside the map' }).click()
  await expect(cells(page).first()).toBeVisible()
}

async function marked(page: Page): Promise<number[]> {
  const listed = (await page.locator('[data-view]').getAttribute('data-marked')) ?? ''
  return listed.split(' ').filter(Boolean).map(Number)
}

/** Boxes of the names that are shown. */
async function names(page: Page): Promise<{ text: string; box: DOMRect }[]> {
  return page.getByTestId('labels').evaluate((labels) =>
    [...labels.querySelectorAll('.shown')].map((label) => ({
      text: label.textContent?.trim() ?? '',
      box: label.getBoundingClientRect().toJSON() as DOMRect,
    })),
  )
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

test('what is taken in the grid is taken on the map, and one undo gives it back', async ({ page }) => {
  await openGrid(page)
  await cells(page).nth(6).click()
  await expect.poll(() => selectedImage(page)).toBe(6)
  await cells(page)
    .nth(2)
    .click({ modifiers: ['Control'] })
  await cells(page)
    .nth(5)
    .click({ modifiers: ['Shift'] })
  await expect.poll(() => marked(page)).toEqual([2, 3, 4, 5])
  await expect(gridOf(page).locator('[aria-selected="true"]')).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect.poll(() => marked(page)).toEqual([2])

  // All that a box touches; the map shows it while it is drawn.
  const [from, to] = [await cells(page).nth(0).boundingBox(), await cells(page).nth(5).boundingBox()]
  await page.mouse.move(from!.x + 5, from!.y + 5)
  await page.mouse.down()
  await page.mouse.move(to!.x + 8, to!.y + 8, { steps: 4 })
  const [left, right] = [Math.min(from!.x, to!.x) + 5, Math.max(from!.x, to!.x) + 8]
  const touched: number[] = []
  for (let k = 0; k < 12; k++) {
    const box = (await cells(page).nth(k).boundingBox())!
    if (box.x <= right && box.x + box.width >= left && box.y <= to!.y + 8) touched.push(k)
  }
  await expect.poll(() => marked(page)).toEqual(touched)
  await page.mouse.up()
  await expect.poll(() => marked(page)).toEqual(touched)

  // The keyboard walks on from there, and what is selected on the map comes into view.
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect.poll(() => selectedImage(page)).toBe(2999)
  await expect(gridOf(page).locator('[aria-current="true"]')).toBeInViewport()
})

test('the grid is in the order that is asked for, and without what is hidden', async ({ page, profile }) => {
  await openGrid(page)
  const { smile } = readDemo(profile)
  await page.getByLabel('In order of').click()
  await page.getByRole('option', { name: 'smile' }).click()
  const smiling = Array.from(smile, (value, image) => ({ value, image })).filter(({ value }) => value >= 0.5)
  await expect
    .poll(async () => (await imagesOf(page)).slice(0, 5))
    .toEqual(smiling.slice(0, 5).map(({ image }) => image))
  // The images that do not smile are hidden by the legend.
  await page.getByRole('button', { name: /^no / }).click()
  await expect(page.getByTestId('grid-words')).toHaveText(
    `${smiling.length.toLocaleString('en')} of 3,000 images`,
  )
  await gridOf(page).focus()
  await page.keyboard.press('End')
  await expect.poll(async () => (await imagesOf(page)).at(-1)).toBe(smiling.at(-1)!.image)
  // Only what is in view exists.
  expect(await cells(page).count()).toBeLessThan(200)
})

test('a click on the legend hides exactly one class, and undo brings it back', async ({ page, profile }) => {
  await expect(mapOf(page)).toBeVisible()
  const { smile, positions } = readDemo(profile)
  const smiling = smile.findIndex((value) => value >= 0.5)
  const serious = smile.findIndex((value) => value < 0.5)
  const yes = page.getByRole('button', { name: /^yes / })
  const no = page.getByRole('button', { name: /^no / })
  const count = smile.filter((value) => value < 0.5).length
  await no.click()
  await expect(no).toHaveAttribute('aria-pressed', 'false')
  await expect(yes).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(`${count.toLocaleString('en')} hidden`)).toBeVisible()
  // Of all points only those of the other class are selected.
  await mapOf(page).focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${(3000 - count).toLocaleString('en')} selected`)).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(no).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/hidden/)).toBeHidden()

  await yes.click({ modifiers: ['Alt'] })
  await expect(no).toHaveAttribute('aria-pressed', 'false')
  // What is hidden is not under the pointer.
  for (const image of [serious, smiling]) {
    const at = await onScreen(page, [positions[2 * image]!, positions[2 * image + 1]!])
    await page.mouse.click(at.x, at.y)
    await expect.poll(async () => smile[await selectedImage(page)]! >= 0.5).toBe(true)
  }
  await yes.click({ modifiers: ['Alt'] })
  await expect(no).toHaveAttribute('aria-pressed', 'true')
})

test('an end of the ramp is drawn in, in one step', async ({ page }) => {
  await expect(mapOf(page)).toBeVisible()
  await page.getByLabel('Colour by').click()
  await page.getByRole('option', { name: /Unusual codes/ }).click()
  const from = page.getByRole('slider', { name: 'Shown from' })
  const box = (await from.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 5 })
  await expect(page.getByText(/[\d,]+ hidden/)).toBeVisible()
  await page.mouse.up()
  // Percentiles lie evenly: as many are hidden as of the ramp is.
  const share = Number((await from.getAttribute('aria-valuenow')) ?? 0) / 200
  const hidden = Number((await page.getByText(/[\d,]+ hidden/).textContent())!.replace(/\D/g, ''))
  expect(share).toBeGreaterThan(0.2)
  expect(Math.abs(hidden / 3000 - share)).toBeLessThan(0.02)
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/[\d,]+ hidden/)).toBeHidden()
})

test('the classes are named on the map, no name over another, near or far', async ({ page }) => {
  await expect(mapOf(page)).toBeVisible()
  await page.getByLabel('Colour by').click()
  await page.getByRole('option', { name: /^Cluster/ }).click()
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(1)
  await mapOf(page).focus()
  for (const key of ['+', '+', '+', '-', '0']) {
    await page.keyboard.press(key)
    const shown = await names(page)
    shown.forEach((a, i) =>
      shown.slice(0, i).forEach((b) => expect(overlaps(a.box, b.box), `${a.text}, ${b.text}`).toBe(false)),
    )
  }
  await page.keyboard.press('m')
  await expect.poll(async () => (await names(page)).length).toBe(0)
})
