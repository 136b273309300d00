/** `npm run bench -- GROUP [--json]`: runs a group of benchmarks in the built app. */
import { join } from 'node:path'
import { electronEnvironment, ensureElectron } from './electron.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureDisplay, hasNoScreen } from './lib/display.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureNative } from './lib/native.mjs'
import { root, run } from './lib/run.mjs'
import { runMain, say } from './lib/say.mjs'
import { ensureSystem } from './system.mjs'

/** Measured where it can be had; the rows that need it are left out elsewhere. */
async function findNative() {
  try {
    process.env['SLERP_TFJS_BINDING'] ??= await ensureNative('cpu')
  } catch (error) {
    say(`Bench: without the native rung: ${error.message}`)
  }
}

await runMain(async (args) => {
  await ensureInstalled()
  const electron = await ensureElectron()
  await ensureSystem(electron, hasNoScreen())
  await ensureBuilt()
  await findNative()
  const stopDisplay = await ensureDisplay()
  const env = { ...process.env, ...electronEnvironment(electron) }
  const code = await run(process.execPath, [join(root, 'bench', 'run.mjs'), ...args], {
    env,
    stdio: 'inherit',
  })
  await stopDisplay()
  return code
})
