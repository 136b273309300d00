/** How long the window is held up while a map of the demo is made in its service. */
import { figure } from '../statistics.mjs'
import { inFreshProfile, launch } from './window.mjs'

/** In the page: notes every task of more than 50 ms, which is all that a browser tells. */
function watchTasks() {
  window.slerpTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.slerpTasks.push(duration)
  }).observe({ type: 'longtask' })
}

async function longTasks(profile, method) {
  const { app, page } = await launch(profile)
  await page.getByRole('button', { name: 'New map…' }).click()
  await page.getByLabel('Method').click()
  await page.getByRole('option', { name: method }).click()
  await page.evaluate(watchTasks)
  await page.getByRole('button', { name: 'Make the map' }).click()
  await page.getByTestId('map-making').waitFor({ state: 'visible' })
  await page.getByTestId('map-making').waitFor({ state: 'hidden', timeout: 120_000 })
  const durations = await page.evaluate(() => window.slerpTasks)
  await app.close()
  return durations
}

export async function benchMaking() {
  const figures = []
  for (const [name, method] of [
    ['UMAP', /^UMAP/],
    ['t-SNE', /^t-SNE/],
  ]) {
    const durations = await inFreshProfile((profile) => longTasks(profile, method))
    figures.push(
      figure(`${name} of the demo, tasks of the page over 50 ms`, durations.length, '', 1, '<= 0'),
      figure(`${name} of the demo, the longest of them`, Math.max(0, ...durations), 'ms', durations.length),
    )
  }
  return figures
}
