/** Step 1 of every command: the packages of package-lock.json are in node_modules. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { readJson, root, runNpm } from './run.mjs'
import { Problem, say } from './say.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const lockPath = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const stampPath = join(modules, '.slerp-stamp')

/**
 * Whether the lock that npm leaves in node_modules holds what package-lock.json asks for, so that a plain
 * `npm ci` by hand counts too. Optional packages may be missing: most are for other platforms.
 */
export function isInstalled(wanted, installed) {
  const same = (path) =>
    installed[path]?.version === wanted[path]?.version &&
    installed[path]?.integrity === wanted[path]?.integrity
  const needed = Object.keys(wanted).filter((path) => path !== '')
  return (
    needed.every((path) => same(path) || (wanted[path].optional && !installed[path])) &&
    Object.keys(installed).every(same)
  )
}

function matchesLock() {
  const installed = readJson(join(modules, '.package-lock.json'))
  return installed !== undefined && isInstalled(readJson(lockPath).packages, installed.packages)
}

async function install(hash) {
  if (isStamped(stampPath, hash)) return
  if (!matchesLock()) {
    const why = statSync(modules, { throwIfNoEntry: false }) ? 'package-lock.json changed' : 'first start'
    say(`Packages: installing them into node_modules with "npm ci" (${why}).`)
    // Not its warnings: the one about Electron's Node version is expected, see lib/electron-download.mjs.
    const code = await runNpm(['ci', '--no-progress', '--loglevel=error'])
    if (code !== 0)
      throw new Problem(
        'The packages could not be installed: "npm ci" failed, its reason is above. Check the connection to the npm registry, then run the command again.',
      )
  }
  stamp(stampPath, hash)
}

function checkNode() {
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20)
    throw new Problem(
      `Slerp needs Node.js 20 or newer and this is ${process.versions.node}. Install a newer one, then run the command again.`,
    )
}

/** Runs `npm ci` when node_modules is missing or does not fit package-lock.json. */
export async function ensureInstalled() {
  checkNode()
  const hash = hashOf(readFileSync(lockPath))
  if (!isStamped(stampPath, hash)) await alone(() => install(hash))
}
