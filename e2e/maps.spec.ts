import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { MapRecord } from '../src/core/records/map'
import { decodeNpy } from '../src/document/npy'
import { expect, test } from './app'
import { difference, mapOf, onScreen, pixelsOf, readDemo, settledPixels } from './window'

/** What a method has left in the demo document. */
function kept(profile: string, method: MapRecord['method']): { record: MapRecord; positions: Float32Array } {
  const root = join(profile, 'Demo', 'Faces.slerp', 'maps')
  for (const id of readdirSync(root)) {
    const record = JSON.parse(readFileSync(join(root, id, 'map.json'), 'utf8')) as MapRecord
    if (record.method !== method) continue
    const path = join(root, id, 'positions.npy')
    return { record, positions: decodeNpy(readFileSync(path), 'float32', 2, path).data as Float32Array }
  }
  throw new Error(`there is no map by ${method}`)
}

async function openForm(page: Page, method?: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'New map…' }).click()
  if (!method) return
  await page.getByLabel('Method').click()
  await page.getByRole('option', { name: method }).click()
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make the map' }).click()
  await expect(page.getByTestId('map-making')).toBeVisible()
  await expect(page.getByTestId('map-making')).toBeHidden({ timeout: 60_000 })
}

/** The view stands still: two looks at it are the same. */
async function atRest(page: Page): Promise<void> {
  const look = (): Promise<string | null> => page.locator('[data-view]').getAttribute('data-view')
  let before = ''
  await expect
    .poll(async () => {
      const now = (await look()) ?? ''
      const isStill = now === before
      before = now
      return isStill
    })
    .toBe(true)
}

/** Drags the point of an image; the picture changes while the button is down, and undo brings it back. */
async function dragChanges(page: Page, positions: Float32Array): Promise<void> {
  await atRest(page)
  const near = 25
  const at = await onScreen(page, [positions[2 * near]!, positions[2 * near + 1]!])
  await page.mouse.click(at.x, at.y)
  await expect(page.getByTestId('edited-picture')).toBeVisible()
  const box = (await mapOf(page).boundingBox())!
  const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  // Another image's picture may still be there.
  const before = await settledPixels(page)

  // From where it was clicked: on the point itself another thumbnail may lie on top.
  await page.mouse.down()
  await page.mouse.move((at.x + to.x) / 2, (at.y + to.y) / 2, { steps: 8 })
  await expect.poll(async () => difference(before, await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(1)
  const half = await pixelsOf(page, 'edited-picture')
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await expect.poll(async () => difference(half, await pixelsOf(page, 'edited-picture'))).toBeGreaterThan(1)
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
  await page.keyboard.press('Control+z')
  await expect.poll(() => pixelsOf(page, 'edited-picture')).toEqual(before)
}

test('a map by UMAP moves while it is made, is measured, dragged on, and there after a restart', async ({
  launch,
  profile,
}) => {
  const { app, page } = await launch()
  await openForm(page)
  const picture = (): Promise<string> =>
    mapOf(page)
      .screenshot()
      .then((png) => png.toString('base64'))
  await page.getByRole('button', { name: 'Make the map' }).click()
  await expect(page.getByTestId('map-making').getByText('Laying out the map')).toBeVisible()
  const early = await picture()
  await expect.poll(picture).not.toBe(early)
  await expect(page.getByTestId('map-making')).toBeHidden({ timeout: 60_000 })

  const { record, positions } = kept(profile, 'umap')
  const card = page.getByLabel('Library')
  await expect(card.getByText(record.figures!.trustworthiness!.toFixed(3))).toHaveCount(
    record.figures!.trustworthiness!.toFixed(3) === record.figures!.continuity!.toFixed(3) ? 2 : 1,
  )
  await expect(card.getByText(/A drag is local/)).toBeVisible()
  await expect(page.getByText('not known')).toBeHidden()
  await dragChanges(page, positions)

  await app.close()
  const again = await launch()
  await expect(again.page.getByText(/A drag is local/)).toBeVisible()
  await again.page.getByRole('button', { name: 'Delete this map' }).click()
  await again.page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(again.page.getByText(/A drag is exact/)).toBeVisible()
  expect(() => kept(profile, 'umap')).toThrow('no map by umap')
})

test('a map by t-SNE can be given up, made, and dragged on', async ({ page, profile }) => {
  await openForm(page, /^t-SNE/)
  await page.getByRole('button', { name: 'Make the map' }).click()
  await expect(page.getByTestId('map-making').getByText('Laying out the map')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('map-making')).toBeHidden()
  await expect(page.getByText(/A drag is exact/)).toBeVisible()
  await dragChanges(page, readDemo(profile).positions)

  await openForm(page, /^t-SNE/)
  await page.getByLabel('Iterations').fill('150')
  await page.getByLabel('Perplexity').fill('20')
  await make(page)
  const { record, positions } = kept(profile, 'tsne')
  expect(record).toMatchObject({ settings: { iterations: 150, perplexity: 20 } })
  await dragChanges(page, positions)
})

test('two concepts are axes, and a drag between them changes the picture', async ({ page, profile }) => {
  await openForm(page, /^Chosen axes/)
  for (const [axis, concept] of [
    ['Across', 'smile'],
    ['Up', 'glasses'],
  ] as const) {
    await page.getByLabel(axis, { exact: true }).click()
    await page.getByRole('option', { name: concept, exact: true }).click()
  }
  await make(page)
  const { record, positions } = kept(profile, 'axes')
  expect(record.axes).toMatchObject([{ name: 'smile' }, { name: 'glasses' }])
  await expect(page.getByLabel('Shown by')).toHaveText(/smile × glasses/)
  await dragChanges(page, positions)

  // Back to the usual map, and both are there to choose from.
  await page.getByLabel('Shown by').click()
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.getByRole('option', { name: 'PCA' }).click()
  await expect(page.getByText('Explained variance')).toBeVisible()
})

test('the usual map of an older document is measured when asked', async ({ launch, profile }) => {
  const first = await launch()
  await expect(first.page.getByText('Trustworthiness')).toBeVisible()
  await first.app.close()
  const { record } = kept(profile, 'pca')
  const { figures, ...older } = { ...record, version: 1 }
  const path = join(profile, 'Demo', 'Faces.slerp', 'maps', record.id, 'map.json')
  writeFileSync(path, JSON.stringify(older))

  const { page } = await launch()
  await expect(page.getByText('Explained variance')).toBeVisible()
  await expect(page.getByText('Trustworthiness')).toBeHidden()
  await page.getByRole('button', { name: 'Measure this map' }).click()
  await expect(page.getByText('Trustworthiness')).toBeVisible()
  const measured = kept(profile, 'pca').record.figures
  expect(measured?.durationMs).toBeGreaterThanOrEqual(0)
  expect({ ...measured, durationMs: 0 }).toEqual({ ...figures, durationMs: 0 })
})
