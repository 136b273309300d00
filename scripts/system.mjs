/** The system libraries that Electron needs on Linux, and installing them on Debian and Ubuntu. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { capture, isOnPath } from './lib/run.mjs'
import { Problem, say } from './lib/say.mjs'

/** What each package brings: a shared library. Chromium finds the rest through these. */
const libraries = {
  'libgtk-3-0': 'libgtk-3.so.0',
  libnss3: 'libnss3.so',
  libasound2: 'libasound.so.2',
  libgbm1: 'libgbm.so.1',
  libxss1: 'libXss.so.1',
  'libatk-bridge2.0-0': 'libatk-bridge-2.0.so.0',
  libdrm2: 'libdrm.so.2',
  libxshmfence1: 'libxshmfence.so.1',
}

/** The packages whose library is not among `present`. */
export function missingPackages(present) {
  return Object.keys(libraries).filter((name) => !present.has(libraries[name]))
}

/** The names of the libraries in what `ldconfig -p` prints. */
export function librariesIn(listing) {
  return new Set(listing.split('\n').flatMap((line) => /^\s+(\S+) \(/.exec(line)?.[1] ?? []))
}

/**
 * Newer Debian and Ubuntu renamed some libraries for 64-bit time: `libgtk-3-0` is `libgtk-3-0t64` there, and
 * the old name is gone or only stands for the new one.
 */
export function installableNames(names, available) {
  return names.map((name) => (available.has(`${name}t64`) ? `${name}t64` : name))
}

/** Whether a distribution is Debian or made from it, by its /etc/os-release. */
export function isDebianLike(release) {
  const words = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) =>
    match[1].split(' '),
  )
  return words.includes('debian') || words.includes('ubuntu')
}

function presentLibraries() {
  // Not on the search path of ordinary users on Debian.
  const path = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((candidate) => existsSync(candidate))
  return librariesIn(execFileSync(path ?? 'ldconfig', ['-p'], { encoding: 'utf8' }))
}

/** The real packages among these that apt knows. */
function availableAmong(names) {
  const candidates = names.flatMap((name) => [name, `${name}t64`])
  const { stdout } = spawnSync('apt-cache', ['show', '--no-all-versions', ...candidates], {
    encoding: 'utf8',
  })
  return new Set([...(stdout ?? '').matchAll(/^Package: (\S+)$/gm)].map((match) => match[1]))
}

async function apt(args) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const { code, output } = await capture('apt-get', args, options)
  if (code !== 0)
    throw new Problem(`${output}\nSystem: "apt-get ${args.join(' ')}" failed; its reason is above.`)
}

async function installWithApt(names, what = 'Electron') {
  const install = (found) => ['install', '-y', '--no-install-recommends', ...found]
  if (process.getuid() !== 0) {
    const command = install(installableNames(names, availableAmong(names))).join(' ')
    throw new Problem(
      `System: ${what} needs ${names.join(', ')}. Run this once, then this command again:\n  sudo apt-get update && sudo apt-get ${command}`,
    )
  }
  say(`System: installing ${names.join(', ')} with apt-get, which ${what} needs (once).`)
  await apt(['update'])
  await apt(install(installableNames(names, availableAmong(names))))
}

async function checkWithLdd(electron, needsXvfb) {
  const { output } = await capture('ldd', [electron])
  const missing = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
  if (needsXvfb) missing.push('Xvfb (a display without a screen)')
  if (missing.length > 0)
    throw new Problem(
      `System: Electron needs ${missing.join(', ')}. Install them with your package manager, then run the command again.`,
    )
}

function isDebian() {
  return existsSync('/etc/os-release') && isDebianLike(readFileSync('/etc/os-release', 'utf8'))
}

/** Installs a package of Debian and Ubuntu where that is possible; elsewhere whoever needs it says what is missing. */
export async function ensurePackage(name, what) {
  if (process.platform === 'linux' && isDebian()) await installWithApt([name], what)
}

/** Makes sure that what Electron needs of the system is there; `withoutScreen` adds a virtual display. */
export async function ensureSystem(electron, withoutScreen) {
  if (process.platform !== 'linux') return
  const needsXvfb = withoutScreen && !isOnPath('Xvfb')
  if (!isDebian()) return checkWithLdd(electron, needsXvfb)
  const missing = [...missingPackages(presentLibraries()), ...(needsXvfb ? ['xvfb'] : [])]
  if (missing.length > 0) await installWithApt(missing)
}
