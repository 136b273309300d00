import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from './problem'

/** What is said where the compiler is missing. */
const howToInstall: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'install the package g++ (Debian and Ubuntu: apt-get install g++)',
  darwin: "install Apple's command line tools (xcode-select --install)",
}

/**
 * Lays the wheel's libraries out as the binding expects them.
 *
 * @param folder holds `tensorflow/` as the wheel does; gets `lib/`
 */
export function arrangeLibraries(folder: string, platform: NodeJS.Platform): void {
  const lib = join(folder, 'lib')
  mkdirSync(lib)
  const name = (base: string): string => (platform === 'darwin' ? `${base}.2.dylib` : `${base}.so.2`)
  for (const base of ['libtensorflow_cc', 'libtensorflow_framework'])
    renameSync(join(folder, 'tensorflow', name(base)), join(lib, name(base)))
  if (platform === 'darwin') return
  // The names that the linker looks for.
  symlinkSync('libtensorflow_cc.so.2', join(lib, 'libtensorflow.so'))
  symlinkSync('libtensorflow_framework.so.2', join(lib, 'libtensorflow_framework.so'))
}

const compiler = (): string => process.env['CXX'] ?? 'c++'

/** Asked before hundreds of megabytes are fetched. @throws Problem that says what to install */
export function requireCompiler(): void {
  if (spawnSync(compiler(), ['--version'], { stdio: 'ignore' }).status === 0) return
  const help = howToInstall[process.platform] ?? 'install one'
  throw new Problem(`The binding must be compiled and there is no C++ compiler: ${help}.`)
}

/** Flags for everything but the files: the library is found beside the binding, wherever the folder is moved. */
function linkFlags(lib: string, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin')
    return [
      ...['-dynamiclib', '-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/lib'],
      ...['libtensorflow_cc', 'libtensorflow_framework'].map((base) => join(lib, `${base}.2.dylib`)),
    ]
  return ['-shared', `-L${lib}`, '-Wl,-rpath,$ORIGIN/lib', '-ltensorflow', '-ltensorflow_framework']
}

/**
 * Builds tfjs-node's binding against the library: two files of C++ and Node-API's headers, which fit every Node and
 * every Electron.
 *
 * @param folder holds `lib/` and the wheel's headers; gets `tfjs_binding.node`
 * @throws Problem
 */
export async function compileBinding(folder: string, log: (text: string) => void): Promise<void> {
  const require = createRequire(__filename)
  const source = join(dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json')), 'binding')
  const nodeHeaders = join(dirname(require.resolve('node-api-headers/package.json')), 'include')
  const headers = [nodeHeaders, source, join(folder, 'tensorflow', 'include')].map((path) => `-I${path}`)
  const files = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(source, name))
  const flags = ['-std=c++17', '-O2', '-fPIC', '-DNAPI_VERSION=8', '-w', ...headers]
  const output = ['-o', join(folder, 'tfjs_binding.node')]
  await run([...flags, ...files, ...output, ...linkFlags(join(folder, 'lib'), process.platform)], log)
}

function run(args: string[], log: (text: string) => void): Promise<void> {
  log(`${compiler()} ${args.join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(compiler(), args, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => log(text.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Problem(`The binding could not be compiled (${compiler()} ended with code ${code}).`)),
    )
  })
}
