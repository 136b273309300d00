/** Step 2: `out/` holds the built app and the built command line. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { capture, root, toolPath } from './run.mjs'
import { Problem, say } from './say.mjs'
import { filesUnder, hashOf, hashOfFiles, isStamped, stamp } from './stamp.mjs'

const stampPath = join(root, 'out', '.stamp')
const products = ['main/index.js', 'main/cli.js', 'preload/index.js', 'renderer/index.html']
const settings = ['package-lock.json', 'package.json', 'electron.vite.config.ts', 'svelte.config.mjs']

/** Hash of what goes into the build. Resources are read at run time, so only their names and sizes count. */
function hashOfSources() {
  const sources = filesUnder(join(root, 'src')).filter((path) => !/\.test\.ts$/.test(path))
  const resources = filesUnder(join(root, 'resources')).map((path) => `${path} ${statSync(path).size}`)
  return hashOf(hashOfFiles([...sources, ...settings.map((name) => join(root, name))]) + resources.join('\n'))
}

function isBuilt(hash) {
  const present = (name) => statSync(join(root, 'out', name), { throwIfNoEntry: false }) !== undefined
  return isStamped(stampPath, hash) && products.every(present)
}

async function build() {
  // Taken before building: what is edited while the build runs makes the next start build again.
  const hash = hashOfSources()
  if (isBuilt(hash)) return
  const first = statSync(stampPath, { throwIfNoEntry: false }) === undefined
  say(`Build: building the app into out/ (${first ? 'first start' : 'its sources changed'}).`)
  // Its errors colour every letter by itself, which no log can be read with.
  const env = { ...process.env, NO_COLOR: '1' }
  const { code, output } = await capture(process.execPath, [toolPath('electron-vite'), 'build'], { env })
  if (code !== 0) throw new Problem(`${output}\nThe app could not be built; the reason is above.`)
  stamp(stampPath, hash)
}

/** Builds the app when something that goes into it changed. Wants the packages installed. */
export async function ensureBuilt() {
  if (!isBuilt(hashOfSources())) await alone(build)
}
