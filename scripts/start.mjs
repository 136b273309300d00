/** `npm start`: sets up whatever is missing, builds, and opens the window. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronEnvironment, ensureElectron } from './electron.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { exitOf, startChild } from './lib/children.mjs'
import { ensureDisplay, hasNoScreen } from './lib/display.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { machineSwitches } from './lib/sandbox.mjs'
import { runMain } from './lib/say.mjs'
import { exitsWhenReady, watchWindow } from './lib/window-watch.mjs'
import { ensureSystem } from './system.mjs'

/** Documents are named from where the user typed the command, not from the repository. */
function appArguments(args) {
  const typedIn = process.env['INIT_CWD'] ?? process.cwd()
  return args.map((word) => (word.startsWith('-') ? word : resolve(typedIn, word)))
}

function appEnvironment(electron, picture) {
  const environment = { ...process.env, ...electronEnvironment(electron) }
  // Set by editors that are Electron themselves; it would make ours behave as plain Node.
  delete environment['ELECTRON_RUN_AS_NODE']
  return picture ? { ...environment, SLERP_SCREENSHOT: picture } : environment
}

function launch(electron, args, picture) {
  return startChild(electron, [...machineSwitches(electron), root, ...appArguments(args)], {
    cwd: root,
    env: appEnvironment(electron, picture),
    stdio: picture ? ['inherit', 'pipe', 'pipe'] : 'inherit',
  })
}

function picturePath() {
  const path = process.env['SLERP_SCREENSHOT'] ?? join(tmpdir(), 'slerp-window.png')
  try {
    rmSync(path, { force: true })
    return path
  } catch {
    // The last one was saved by another user of this machine.
    return join(mkdtempSync(join(tmpdir(), 'slerp-')), 'slerp-window.png')
  }
}

async function start(args) {
  await ensureInstalled()
  const electron = await ensureElectron()
  const withoutScreen = hasNoScreen()
  await ensureSystem(electron, withoutScreen)
  await ensureBuilt()

  const watched = withoutScreen || exitsWhenReady()
  const stopDisplay = await ensureDisplay()
  const child = launch(electron, args, watched ? picturePath() : undefined)
  const [code, seen] = await Promise.all([exitOf(child), watched ? watchWindow(child) : true])
  await stopDisplay()
  return seen ? code : 1
}

await runMain(start)
