/**
 * Electron's own download, by Electron's own downloader. Its install script does the same but wants
 * Node 22, shows nothing for half a minute and may wait for minutes where a host cannot be reached.
 */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readJson } from './run.mjs'
import { say } from './say.mjs'

const connectLimitMs = 15_000
const stallLimitMs = 30_000

/** Where each platform's archive holds the executable. */
export function executableName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** A signal that aborts when nothing arrives for a while, and the callback that reports an arrival. */
function watchdog() {
  const controller = new AbortController()
  const giveUp = (limitMs) => () => controller.abort(new Error(`nothing arrived for ${limitMs / 1000} s`))
  let timer = setTimeout(giveUp(connectLimitMs), connectLimitMs)
  const arrived = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp(stallLimitMs), stallLimitMs)
  }
  return { signal: controller.signal, arrived, stop: () => clearTimeout(timer) }
}

/** Says how far the download is, at every quarter. */
export function quarterReporter(tell) {
  let told = 0
  return (fraction) => {
    const quarter = Math.floor(fraction * 4)
    if (quarter <= told) return
    told = quarter
    tell(quarter * 25)
  }
}

/** npm's proxy settings count as well: whoever set them up expects them to. */
function useProxy(get, environment) {
  const proxy = environment['npm_config_https_proxy'] ?? environment['npm_config_proxy']
  if (proxy) environment['HTTPS_PROXY'] ??= proxy
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']
  if (names.some((name) => environment[name])) get.initializeProxy()
}

async function fetchArchive(get, version, checksums) {
  const { signal, arrived, stop } = watchdog()
  const report = quarterReporter((percent) => say(`Electron: ${percent} % downloaded.`))
  const getProgressCallback = async ({ percent }) => {
    arrived()
    report(percent)
  }
  try {
    const downloadOptions = { quiet: true, signal, getProgressCallback }
    return await get.download(version, { checksums, downloadOptions })
  } finally {
    stop()
  }
}

/** Why a download failed, in a few words: `fetch` hides the reason in the error's cause. */
export function reasonOf(error) {
  return error.cause?.code ?? error.cause?.message ?? error.message
}

/** Downloads and unpacks Electron into `folder` (node_modules/electron), as its install script would. */
export async function downloadElectron(folder) {
  const require = createRequire(join(folder, 'package.json'))
  const load = (name) => import(pathToFileURL(require.resolve(name)).href)
  const get = await load('@electron/get')
  const { extract } = await load('@electron-internal/extract-zip')
  useProxy(get, process.env)
  const archive = await fetchArchive(
    get,
    require('./package.json').version,
    readJson(join(folder, 'checksums.json')),
  )

  const staging = join(folder, `dist.partial-${process.pid}`)
  await extract(archive, { dir: staging })
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  renameSync(staging, join(folder, 'dist'))
  writeFileSync(join(folder, 'path.txt'), executableName(process.platform))
}
