/** The switches that Chromium needs on some Linux machines to start at all. */
import { readFileSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { say } from './say.mjs'

/** Kernel settings that keep ordinary users from making the name spaces that the sandbox is made of. */
const blockers = {
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
}

function readSetting(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The setting that blocks the sandbox, if one does. */
export function blockingSetting(read = readSetting) {
  return Object.keys(blockers).find((path) => read(path) === blockers[path])
}

/** Whether the helper that ships with Electron was installed so that it may do without name spaces. */
function hasHelper(electron) {
  const helper = statSync(join(dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false })
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0
}

/** The sandbox's switch. Chromium refuses to start as root with a sandbox. */
function sandboxSwitches(electron, tell) {
  if (process.platform !== 'linux') return []
  if (process.getuid() === 0) return ['--no-sandbox']
  const setting = blockingSetting()
  if (setting === undefined || hasHelper(electron)) return []
  tell(
    `Sandbox: this kernel lets only root isolate processes (${setting}), so Electron runs without its sandbox.`,
  )
  return ['--no-sandbox']
}

/** Containers often have 64 MB of shared memory, too little for a page of pictures: Chromium crashes then. */
function memorySwitches() {
  if (process.platform !== 'linux') return []
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks < 256e6 ? ['--disable-dev-shm-usage'] : []
  } catch {
    return ['--disable-dev-shm-usage']
  }
}

/** All switches that this machine asks for. */
export function machineSwitches(electron, tell = say) {
  return [...sandboxSwitches(electron, tell), ...memorySwitches()]
}
