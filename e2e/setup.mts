import { electronEnvironment, ensureElectron } from '../scripts/electron.mjs'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { ensureDisplay } from '../scripts/lib/display.mjs'
import { machineSwitches } from '../scripts/lib/sandbox.mjs'

/**
 * Once before all tests: a current build, an Electron, and a display. Workers learn of them from the environment,
 * because Playwright runs test files as CommonJS, which cannot import the scripts.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await ensureBuilt()
  const electron = await ensureElectron()
  const switches = { SLERP_SWITCHES: machineSwitches(electron).join(' ') }
  Object.assign(process.env, electronEnvironment(electron), switches)
  return ensureDisplay()
}
