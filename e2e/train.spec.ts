import { readdirSync, readFileSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './app'
import { mapOf, trainEmoji } from './window'

/** The service's process, as main knows it. */
function servicePid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'slerp-service')?.pid,
  )
}

test('two epochs on emoji replace the map', async ({ page }) => {
  test.setTimeout(180_000)
  const before = await page.locator('[data-view]').getAttribute('data-view')
  await trainEmoji(page, 128, 2)
  await expect(page.getByTestId('train-status')).toHaveText(/trained|done/i, { timeout: 150_000 })
  await expect(page.getByText('128 pictures')).toBeVisible()
  await expect
    .poll(() => page.locator('[data-view]').getAttribute('data-view'), { timeout: 20_000 })
    .not.toBe(before)
  await expect(mapOf(page)).toBeVisible()
  await expect(page.getByTestId('concept-sunglasses')).toBeVisible()
})

test('a service that is killed while training is started again and goes on', async ({ page, app }) => {
  test.setTimeout(240_000)
  await trainEmoji(page, 128, 400)
  await expect(page.getByTestId('train-status')).toHaveText(/checkpoint|epoch [1-9]/i, { timeout: 120_000 })
  await expect(page.getByText(/VAE 32.*epoch [1-9]/s).last()).toBeVisible({ timeout: 60_000 })
  const pid = await servicePid(app)
  if (!pid) throw new Error('there is no service process')
  process.kill(pid, 'SIGKILL')

  await expect(page.getByTestId('notice')).toContainText('stopped unexpectedly')
  await page.getByRole('button', { name: 'Go on from the last checkpoint' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeEnabled({ timeout: 60_000 })
  expect(await servicePid(app)).not.toBe(pid)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByTestId('train-status')).toHaveText(/stopped/i, { timeout: 60_000 })
})

/** The trainer's process: the service's child that runs its file. */
function trainerPid(service: number): number | undefined {
  const tasks = readdirSync(`/proc/${service}/task`)
  const children = tasks.flatMap((task) =>
    readFileSync(`/proc/${service}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  )
  const isTrainer = (pid: string): boolean =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('trainer.js')
  return Number(children.find(isTrainer)) || undefined
}

test('a trainer that dies costs the run, not the model, and says so', async ({ page, app }) => {
  test.setTimeout(240_000)
  await trainEmoji(page, 128, 400)
  await expect(page.getByText(/learning, epoch [1-9]/).first()).toBeVisible({ timeout: 120_000 })
  const service = await servicePid(app)
  const trainer = service && trainerPid(service)
  if (!trainer) throw new Error('there is no trainer process')
  process.kill(trainer, 'SIGKILL')

  await expect(page.getByText(/it was ended by SIGKILL.*as it was after epoch [1-9]/).first()).toBeVisible({
    timeout: 60_000,
  })
  expect(await servicePid(app)).toBe(service)
  // What its newest checkpoint knows is on the map.
  await expect(page.getByText('128 pictures').first()).toBeVisible()
  await page.getByRole('button', { name: /go on/i }).first().click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeEnabled({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByTestId('train-status')).toHaveText(/stopped/i, { timeout: 60_000 })
})
