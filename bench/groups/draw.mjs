/** The drawing of the map beside regl-scatterplot's, on the same points, in the same window of the real Electron. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { machineSwitches } from '../../scripts/lib/sandbox.mjs'
import { root } from '../../scripts/lib/run.mjs'
import { outDir } from '../bundle.mjs'
import { figure, median, percentile } from '../statistics.mjs'

const counts = [10_000, 100_000, 1_000_000]
const rounds = 3
const framesOf = { 10_000: 60, 100_000: 40, 1_000_000: 12 }
/** Frames follow one another as fast as they are done, so that an interval is what a frame costs. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

async function launch(profile) {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', 'bench/draw/vite.config.mts'], { cwd: root })
  const executablePath = process.env['SLERP_ELECTRON']
  const app = await _electron.launch({
    executablePath,
    args: [
      ...machineSwitches(executablePath),
      ...unlimited,
      `--user-data-dir=${profile}`,
      join(root, 'bench/draw'),
    ],
    env: { ...process.env, SLERP_DRAW_PAGE: join(outDir, 'draw', 'index.html') },
  })
  const page = await app.firstWindow()
  await page.waitForFunction(() => window.drawPage !== undefined)
  return { app, page }
}

const ask = (page, method, ...args) =>
  page.evaluate(([name, given]) => window.drawPage[name](...given), [method, args])

/** In turns: what slows the machine down hits both. */
async function framesBeside(page, count) {
  const rows = []
  for (let round = 0; round < rounds; round++) {
    const row = {}
    for (const whose of ['ours', 'regl']) {
      const loadMs = await ask(page, 'open', whose, count)
      const panMs = await ask(page, 'pan', framesOf[count])
      const redrawMs = await ask(page, 'redraw', framesOf[count])
      row[whose] = { loadMs, panMs, redrawMs }
      process.stderr.write(
        `${whose}, ${count} points: ${Object.values(row[whose]).map(Math.round).join(' / ')} ms\n`,
      )
    }
    rows.push(row)
  }
  return rows
}

function besideFigures(rows, count) {
  const of = (whose, what) => median(rows.map((row) => row[whose][what]))
  const ratio = (what) => median(rows.map(({ ours, regl }) => ours[what] / regl[what]))
  const name = count.toLocaleString('en')
  return [
    figure(`${name} points, a frame while panning`, of('ours', 'panMs'), 'ms', rounds),
    figure(`${name} points, the same, regl-scatterplot`, of('regl', 'panMs'), 'ms', rounds),
    figure(`${name} points, panning, ours over theirs`, ratio('panMs'), 'x', rounds, '<= 1'),
    figure(`${name} points, every point drawn, ours over theirs`, ratio('redrawMs'), 'x', rounds),
    figure(`${name} points, load to first frame`, of('ours', 'loadMs'), 'ms', rounds, '<= 2000'),
    figure(`${name} points, the same, regl-scatterplot`, of('regl', 'loadMs'), 'ms', rounds),
  ]
}

async function pageMemoryMb(app) {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  return metrics.find(({ type }) => type === 'Tab').memory.workingSetSize / 1024
}

/** Picking, the lasso and the page's memory with a million points. */
async function handFigures(page, app) {
  await ask(page, 'open', 'ours', 1_000_000)
  const memoryMb = await pageMemoryMb(app)
  const lasso = await ask(page, 'lasso', 9)
  const flat = await ask(page, 'pick', 2)
  const deep = await ask(page, 'pick', 3)
  return [
    figure('memory of the page with 1,000,000 points', memoryMb, 'MB', 1, '<= 300'),
    figure('lasso over 1,000,000 points', median(lasso), 'ms', lasso.length, '<= 100'),
    figure(
      'picking among 1,000,000 points, 90th percentile',
      percentile(flat, 0.9),
      'ms',
      flat.length,
      '<= 2',
    ),
    figure('picking in space, 90th percentile', percentile(deep, 0.9), 'ms', deep.length, '<= 2'),
  ]
}

async function thumbnailFigures(page) {
  await ask(page, 'open', 'ours', 10_000)
  const plain = await ask(page, 'pan', 120)
  const shown = await ask(page, 'putThumbnails')
  const pictured = await ask(page, 'pan', 120)
  return [
    figure('10,000 thumbnails, as many as have room', shown, '', 1),
    figure('10,000 thumbnails, panning over plain points', pictured / plain, 'x', 1, '<= 2'),
  ]
}

export async function benchDraw() {
  const profile = mkdtempSync(join(tmpdir(), 'slerp-bench-'))
  const { app, page } = await launch(profile)
  try {
    // First of all: later the page has held more than once as much.
    const figures = await handFigures(page, app)
    for (const count of counts) figures.push(...besideFigures(await framesBeside(page, count), count))
    return [...figures, ...(await thumbnailFigures(page))]
  } finally {
    await app.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
