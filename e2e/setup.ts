import { electronEnvironment, ensureElectron } from '../scripts/electron.mjs'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { ensureDisplay } from '../scripts/lib/display.mjs'

/** Once before all tests: a current build, an Electron, and a display; workers inherit the environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  await ensureBuilt()
  Object.assign(process.env, electronEnvironment(await ensureElectron()))
  return ensureDisplay()
}
