import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import * as tf from '@tensorflow/tfjs'
import { cases, valueAndGradients } from '../src/engine/backends/cases.fixture'
import { closeTolerance, relativeDifference } from '../src/engine/difference.fixture'
import { faults } from '../src/engine/ops/faults.fixture'
import { launchElectron } from './app'
import type { CasesPage } from './pages/cases'

/**
 * The rungs that live in pages compute right, in a hidden window of the real Electron. Without a graphics card
 * Chromium's own renderer in software stands in for one.
 */

declare global {
  interface Window {
    casesPage: CasesPage
  }
}

const rungs = [
  { rung: 'webgl', switches: [], withCurves: true },
  {
    rung: 'webgpu',
    switches: ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-vulkan=swiftshader'],
    // 50 steps of both networks take it 45 s in software.
    withCurves: false,
  },
] as const

/** Vulkan and WebGL leave the precision of these to the driver; 2^-11 is what Vulkan asks for. */
const tolerances: Record<string, number> = { sin: 2 ** -11, cos: 2 ** -11 }

test.beforeAll(() => {
  const vite = resolve('node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', 'e2e/pages/vite.config.mts'])
})

/** What the page computes otherwise than the plain cpu backend here does, or forgets to dispose. */
async function wrongCases(page: Page): Promise<string[]> {
  await tf.setBackend('cpu')
  const found: string[] = []
  for (const [index, operation] of cases.entries()) {
    const [name] = operation
    const expected = await valueAndGradients(tf, operation)
    const { rows, leaked } = await page.evaluate((i) => window.casesPage.compute(i), index)
    const differences = expected.map((row, i) => relativeDifference(rows[i] ?? [], row))
    const isClose = differences.every((difference) => difference <= (tolerances[name] ?? closeTolerance))
    if (!isClose) found.push(`${name} is off by ${differences.join(', ')}`)
    if (leaked !== 0) found.push(`${name} leaves ${leaked} tensors`)
  }
  return found
}

for (const { rung, switches, withCurves } of rungs)
  test.describe(`${rung} in a hidden page`, () => {
    test.describe.configure({ mode: 'serial', timeout: 120_000 })
    const profile = mkdtempSync(join(tmpdir(), 'slerp-e2e-'))
    let app: ElectronApplication
    let page: Page

    test.beforeAll(async () => {
      const env = { SLERP_CASES_PAGE: resolve('node_modules/.cache/slerp-cases/index.html') }
      app = await launchElectron(profile, [...switches, 'e2e/pages'], env)
      page = await app.firstWindow()
      await page.waitForFunction(() => 'casesPage' in window)
    })
    test.afterAll(async () => {
      await app.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    })

    test('names its device', async () => {
      const { device } = await page.evaluate((name) => window.casesPage.open(name), rung)
      expect(device).toMatch(/\w\)? through Web(GL|GPU)$/)
    })

    test('numbers and gradients of every operation are those of the cpu backend', async () => {
      expect(await wrongCases(page)).toEqual([])
    })

    test('what is known to be faulty is, and has something right in its place', async () => {
      for (const [index, { name, wrongOn }] of faults.entries()) {
        const { faulty, ours } = await page.evaluate((i) => window.casesPage.gaps(i), index)
        expect.soft(faulty > 1e-3, `${name} is off by ${faulty}`).toBe(wrongOn.includes(rung))
        expect.soft(ours, `what stands for ${name}`).toBeLessThan(1e-6)
      }
    })

    test('parts of GANs, and gradients of gradients, are those of PyTorch', async () => {
      expect(await page.evaluate(() => window.casesPage.ganDisagreements())).toEqual([])
    })

    test('the gradients of every kind of model are the slopes of its losses', async () => {
      test.setTimeout(300_000)
      for (const kind of await page.evaluate(() => window.casesPage.kinds())) {
        const wrong = await page.evaluate((name) => window.casesPage.wrongSlopes(name), kind)
        expect.soft(wrong, kind).toEqual([])
      }
    })

    test('steps of a VAE and a GAN are those of PyTorch', async () => {
      const wrong = await page.evaluate((curves) => window.casesPage.disagreements(curves), withCurves)
      expect(wrong).toEqual([])
    })
  })
