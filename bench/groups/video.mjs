/** Exporting a timeline from the real window: 5 s at 30 pictures a second, 64 x 64 enlarged to 512 x 512. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure } from '../statistics.mjs'
import { launch } from './window.mjs'

const bar = '<= 20'
const formats = [
  { name: 'WebM video', file: 'out.webm' },
  { name: 'MP4 video', file: 'out.mp4' },
  { name: 'GIF', file: 'out.gif' },
  { name: 'Animated PNG', file: 'out.png' },
]
const enlargements = ['Nearest', 'Bicubic']

async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

/** Keyframes of four faces that lie apart. */
async function addKeyframes(page) {
  const group = page.getByRole('group', { name: 'Keyframes' }).getByRole('button')
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('k')
    await group.nth(i).waitFor()
    await page.getByLabel('Latent map').focus()
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  }
}

async function exportMs(app, page, { name, file }, enlargement, profile) {
  const path = join(profile, file)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByTestId('export-timeline').click()
  await choose(page, 'Format', new RegExp(`^${name}`))
  await choose(page, 'Size', /^512/)
  await choose(page, 'Enlarged by', new RegExp(`^${enlargement}`))
  const startedAt = performance.now()
  await page.getByTestId('export-write').click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 300_000 })
  const seconds = (performance.now() - startedAt) / 1000
  const megabytes = statSync(path).size / 2 ** 20
  process.stderr.write(`${name}, ${enlargement}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(2)} MB\n`)
  return { seconds, megabytes }
}

export async function benchVideo() {
  const profile = mkdtempSync(join(tmpdir(), 'slerp-bench-'))
  const { app, page } = await launch(profile)
  const figures = []
  try {
    await addKeyframes(page)
    for (const format of formats)
      for (const enlargement of enlargements) {
        const { seconds, megabytes } = await exportMs(app, page, format, enlargement, profile)
        const name = `${format.name}, ${enlargement.toLowerCase()}`
        figures.push(figure(name, seconds, 's', 1, bar), figure(`${name}, size`, megabytes, 'MB', 1))
      }
  } finally {
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
  return figures
}
