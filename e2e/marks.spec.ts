import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Point } from '../src/renderer/src/map/camera'
import { isInside, rectangleOf } from '../src/renderer/src/map/lasso'
import { expect, test } from './app'
import { mapOf, onScreen, readDemo, selectedImage } from './window'

type Place = [number, number]

const placesOf = ({ positions }: ReturnType<typeof readDemo>): Place[] =>
  Array.from({ length: positions.length / 2 }, (_, i) => [positions[2 * i]!, positions[2 * i + 1]!])

/** Marked images, ascending, while they are few enough to be listed. */
async function marked(page: Page): Promise<number[]> {
  const listed = await page.locator('[data-view]').getAttribute('data-marked')
  return (listed ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .sort((a, b) => a - b)
}

/** Draws an outline with the tool of this name; returns its corners, in pixels of the window. */
async function draw(page: Page, tool: 'Lasso' | 'Rectangle', shares: readonly Place[]) {
  const box = (await mapOf(page).boundingBox())!
  const corners = shares.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }))
  await page.getByRole('button', { name: tool, exact: true }).click()
  await page.mouse.move(corners[0]!.x, corners[0]!.y)
  await page.mouse.down()
  for (const { x, y } of corners.slice(1)) await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.up()
  return corners
}

/** Which points lie within an outline, and which so near to it that a pixel's rounding decides. */
async function within(page: Page, places: readonly Place[], outline: readonly Point[]) {
  const [zero, one] = [await onScreen(page, [0, 0]), await onScreen(page, [1, 1])]
  const [inside, near]: [number[], number[]] = [[], []]
  places.forEach(([x, y], i) => {
    const at = { x: zero.x + x * (one.x - zero.x), y: zero.y + y * (one.y - zero.y) }
    const around = [-2, 2].flatMap((dx) =>
      [-2, 2].map((dy) => isInside({ x: at.x + dx, y: at.y + dy }, outline)),
    )
    if (isInside(at, outline)) inside.push(i)
    const isAtCorner = outline.some((corner) => Math.hypot(corner.x - at.x, corner.y - at.y) < 4)
    if (isAtCorner || new Set(around).size > 1) near.push(i)
  })
  return { inside, near }
}

/** Takes what lies within an outline, and says what that was. */
async function take(
  page: Page,
  places: readonly Place[],
  tool: 'Lasso' | 'Rectangle',
  shares: readonly Place[],
) {
  const before = (await marked(page)).join()
  const outline = await draw(page, tool, shares)
  const [a, b] = outline
  const corners = tool === 'Rectangle' ? rectangleOf(a!, b!) : outline
  const { inside, near } = await within(page, places, corners)
  const isSure = (i: number) => !near.includes(i)
  await expect.poll(async () => (await marked(page)).join()).not.toBe(before)
  const taken = await marked(page)
  expect(taken.filter(isSure)).toEqual(inside.filter(isSure))
  expect(taken.length).toBeGreaterThan(5)
  return taken
}

const triangle: Place[] = [
  [0.35, 0.3],
  [0.62, 0.42],
  [0.4, 0.68],
]

const offsets = (profile: string): number[] => {
  const path = join(profile, 'Demo', 'Faces.slerp', 'journal.jsonl')
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines
    .map((line) => JSON.parse(line) as { kind: string; edits?: unknown[] })
    .flatMap(({ kind, edits }) => (kind === 'edits' ? [edits!.length] : []))
}

test('lasso and rectangle are taken back, hidden and isolated, and all is there after a kill', async ({
  launch,
  profile,
}) => {
  const { app, page } = await launch()
  const demo = readDemo(profile)
  const places = placesOf(demo)
  const image = await selectedImage(page)
  const inside = await take(page, places, 'Lasso', triangle)
  await take(page, places, 'Rectangle', [
    [0.5, 0.45],
    [0.75, 0.6],
  ])
  await page.keyboard.press('Control+z')
  await expect.poll(() => marked(page)).toEqual(inside)
  await page.keyboard.press('Control+z')
  await expect.poll(() => marked(page)).toEqual([])
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => marked(page)).toEqual(inside)
  expect(await selectedImage(page)).toBe(image)

  await page.keyboard.press('i')
  await expect(page.getByTestId('hidden')).toHaveText(
    `${(places.length - inside.length).toLocaleString('en')} hidden`,
  )
  // What is not shown is not taken.
  await page.keyboard.press('Control+a')
  await expect.poll(() => marked(page)).toEqual(inside)
  await page.keyboard.press('h')
  await expect(page.getByTestId('hidden')).toHaveText(`${places.length.toLocaleString('en')} hidden`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => marked(page)).toEqual(inside)
  app.process().kill('SIGKILL')

  const again = await launch()
  await expect.poll(() => marked(again.page)).toEqual(inside)
  await expect(again.page.getByTestId('hidden')).toBeVisible()
  await again.page.keyboard.press('Shift+H')
  await expect(again.page.getByTestId('hidden')).toBeHidden()
})

test('images are found by what is known of them, and by number', async ({ page, profile }) => {
  const { smile } = readDemo(profile)
  await page.keyboard.press('Control+f')
  const field = page.getByRole('searchbox', { name: 'Find images' })
  const answer = page.getByTestId('find-answer')
  await field.fill('smle')
  await expect(answer).toContainText('Nothing is called “smle”; known are: ')
  await field.fill('smi')
  await page.keyboard.press('Tab')
  await expect(field).toHaveValue('smile ')
  const smiling = [...smile].flatMap((value, i) => (value === 1 ? [i] : []))
  await expect(answer).toHaveText(`${smiling.length.toLocaleString('en')} found`)
  await field.fill('smile and #0-99')
  const few = smiling.filter((i) => i < 100)
  await expect.poll(() => marked(page)).toEqual(few)
  await page.keyboard.press('Escape')
  await expect.poll(() => marked(page)).toEqual([])
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
  await expect.poll(() => marked(page)).toEqual(few)
  await page.keyboard.press('Control+f')
  await page.getByRole('button', { name: 'Show only these' }).last().click()
  const { record } = readDemo(profile)
  await expect(page.getByTestId('hidden')).toHaveText(
    `${(record.count - few.length).toLocaleString('en')} hidden`,
  )
})

test('marked points are dragged together, as one step', async ({ page, profile }) => {
  const places = placesOf(readDemo(profile))
  const inside = await take(page, places, 'Lasso', triangle)
  await page.keyboard.press('i')
  const held = inside[0]!
  const from = await onScreen(page, places[held]!)
  const takeTo = async (dx: number, dy: number) => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + dx, from.y + dy, { steps: 5 })
  }
  await takeTo(60, -30)
  const ways = page.getByTestId('sketch').locator('[data-role="moved"]')
  await expect(ways).toHaveCount(Math.min(inside.length - 1, 300))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(ways).toHaveCount(0)
  expect(offsets(profile)).toEqual([])

  await takeTo(60, -30)
  await page.mouse.up()
  await expect.poll(() => offsets(profile)).toEqual([inside.length])
  await expect(ways).toHaveCount(Math.min(inside.length - 1, 300))
  await page.keyboard.press('Control+z')
  await expect(ways).toHaveCount(0)
  // The step before was isolating: one step for all of them.
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('hidden')).toBeHidden()
})
