/** `npm run bench -- GROUP [--json]`: runs a group of benchmarks in the built app. */
import { join } from 'node:path'
import { electronEnvironment, ensureElectron } from './electron.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDisplay, hasNoScreen } from './lib/display.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root, run } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'
import { ensureSystem } from './system.mjs'

await runMain(async (args) => {
  await ensureInstalled()
  const electron = await ensureElectron()
  await ensureSystem(electron, hasNoScreen())
  await ensureBuilt()
  const stopDisplay = await ensureDisplay()
  const env = { ...process.env, ...electronEnvironment(electron) }
  const code = await run(process.execPath, [join(root, 'bench', 'run.mjs'), ...args], {
    env,
    stdio: 'inherit',
  })
  await stopDisplay()
  return code
})
