/** Starting other programs: npm, the tools in node_modules, Electron. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, delimiter, join, resolve } from 'node:path'
import { exitOf, startChild } from './children.mjs'

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Reads and parses a JSON file; `undefined` when it is missing or broken. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** The script of a command-line tool in node_modules, to be run with Node: `.bin` holds shell files on Windows. */
export function toolPath(packageName, toolName = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[toolName])
}

/** The child's stdout goes to our stderr, see say.mjs. */
const outputToStderr = ['ignore', 2, 2]

/** Runs a program in the repository and resolves with its exit code. */
export function run(command, args, options = {}) {
  return exitOf(startChild(command, args, { cwd: root, stdio: outputToStderr, ...options }))
}

/** Runs npm: the one that started us when there is one, so that its registry and its settings are used. */
export function runNpm(args, options = {}) {
  const started = process.env['npm_execpath'] ?? ''
  if (basename(started) === 'npm-cli.js') return run(process.execPath, [started, ...args], options)
  return run('npm', args, { shell: process.platform === 'win32', ...options })
}

/** Runs a program and resolves with its exit code and all it wrote; `tee` shows it on the way. */
export async function capture(command, args, { tee, ...options } = {}) {
  const child = startChild(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      tee?.write(text)
    })
  const code = await exitOf(child)
  return { code, output }
}

/** Whether a program can be started by its name. */
export function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}
