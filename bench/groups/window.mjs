/** The real window: how soon it can be used, how soon a dragged point shows its picture, what it holds in memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron } from '@playwright/test'
import { machineSwitches } from '../../scripts/lib/sandbox.mjs'
import { root } from '../../scripts/lib/run.mjs'
import { figure, median, percentile } from '../statistics.mjs'

const moves = 300
const moveEveryMs = 25
const starts = 5
/** What learns meanwhile: a light step, a GAN's, the heaviest. */
const kinds = ['VAE', 'GAN', 'StyleGAN']

export async function launch(profile) {
  const executablePath = process.env['SLERP_ELECTRON']
  const startedAt = performance.now()
  const app = await _electron.launch({
    executablePath,
    args: [...machineSwitches(executablePath), `--user-data-dir=${profile}`, root],
  })
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
  return { app, page, readyMs: performance.now() - startedAt }
}

/** In the page: notes when the newest move happened and when the picture that follows it was on its way to the screen. */
function watchPicture() {
  const seen = { movedAt: 0, latencies: [] }
  window.slerpBench = seen
  // The event as it arrives; pointermove is held back until the next frame.
  addEventListener('pointerrawupdate', (event) => (seen.movedAt = event.timeStamp), { capture: true })
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    put.apply(this, args)
    if (this.canvas.dataset.testid !== 'edited-picture' || seen.movedAt === 0) return
    const { movedAt } = seen
    seen.movedAt = 0
    // The second frame after this one starts when the first has been handed to the screen.
    requestAnimationFrame(() => window.setTimeout(() => seen.latencies.push(performance.now() - movedAt)))
  }
}

/** Drags one point in a spiral by real mouse events, as fast as a hand on a slow trackpad. */
async function dragLatencies(page) {
  await page.evaluate(watchPicture)
  const box = await page.getByLabel('Latent map').boundingBox()
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const from = await firstPoint(page, centre)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let i = 1; i <= moves; i++) {
    const angle = (i / moves) * 6 * Math.PI
    const radius = 20 + 120 * (i / moves)
    await page.mouse.move(from.x + radius * Math.cos(angle), from.y + radius * Math.sin(angle))
    await setTimeout(moveEveryMs)
  }
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return page.evaluate(() => window.slerpBench.latencies)
}

/** Clicks outwards from the middle until a point is hit; a click beside one selects nothing. */
async function firstPoint(page, centre) {
  const heading = page.getByText(/^Image \d+$/)
  for (let i = 0; i < 200; i++) {
    const at = {
      x: centre.x + 6 * Math.sqrt(i) * Math.cos(i),
      y: centre.y + 6 * Math.sqrt(i) * Math.sin(i),
    }
    await page.mouse.click(at.x, at.y)
    await page.waitForTimeout(60)
    if ((await heading.count()) > 0) return at
  }
  throw new Error('no point was hit')
}

/** The same while a model learns: pictures of emoji, for as long as it takes. */
async function dragWhileTraining(profile, kind) {
  const { app, page } = await launch(profile)
  await page.getByRole('tab', { name: 'Train' }).click()
  await page.getByLabel('Kind').click()
  await page.getByRole('option', { name: new RegExp(`^${kind}\\b`) }).click()
  await page.getByLabel('Learn from').click()
  await page.getByRole('option', { name: /Emoji/ }).click()
  await page.getByLabel('Pictures', { exact: true }).fill('256')
  await page.getByLabel('Epochs').fill('1000')
  await page.getByTestId('train-start').click()
  await page
    .getByText(/learning, epoch [1-9]/)
    .first()
    .waitFor({ timeout: 120_000 })
  await page.getByRole('tab', { name: 'Edit' }).click()
  const latencies = await dragLatencies(page)
  await app.close()
  return latencies
}

async function memory(app) {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .map(({ type, name, memory: { workingSetSize } }) => ({ type, name, workingSetSize })),
  )
  return metrics.map(({ type, name, workingSetSize }) =>
    figure(`memory of ${name ?? type}`, workingSetSize / 1024, 'MB', 1),
  )
}

export async function inFreshProfile(work) {
  const profile = mkdtempSync(join(tmpdir(), 'slerp-bench-'))
  try {
    return await work(profile)
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const dragFigures = (what, latencies) => [
  figure(`${what}, median`, median(latencies), 'ms', latencies.length),
  figure(`${what}, 95th percentile`, percentile(latencies, 0.95), 'ms', latencies.length, '<= 33'),
]

async function idleFigures(profile, latencies) {
  const first = await launch(profile)
  latencies.push(...(await dragLatencies(first.page)))
  const held = await memory(first.app)
  await first.app.close()
  const later = []
  for (let i = 0; i < starts; i++) {
    const { app, readyMs } = await launch(profile)
    later.push(readyMs)
    await app.close()
  }
  return [
    ...dragFigures('drag to pixels', latencies),
    figure('first start to interactive, demo copied', first.readyMs, 'ms', 1, '<= 3000'),
    figure('start to interactive, median', median(later), 'ms', later.length, '<= 3000'),
    ...held,
  ]
}

export async function benchWindow() {
  const idle = []
  const figures = await inFreshProfile((profile) => idleFigures(profile, idle))
  for (const kind of kinds) {
    const busy = await inFreshProfile((profile) => dragWhileTraining(profile, kind))
    const growth = percentile(busy, 0.95) / percentile(idle, 0.95)
    figures.push(...dragFigures(`drag to pixels while a ${kind} learns`, busy))
    figures.push(figure(`95th percentile while a ${kind} learns over idle`, growth, 'x', busy.length, '<= 2'))
  }
  return figures
}
