import { spawn } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Problem } from './problem'
import type { Variant } from './wheels'

/** Where the package puts its binding, and where that looks for the library; a copy of both works elsewhere too. */
const [binding, libraries] = ['lib/napi-v8/tfjs_binding.node', 'deps/lib']

/**
 * The download of tfjs-node-gpu itself: TensorFlow 2.9 and a binding that is compiled already. Older than the wheel and
 * from one host only, but it needs no compiler, and on Windows there is no other.
 *
 * @param folder gets a copy of both
 * @throws Problem
 */
export async function ownDownload(
  folder: string,
  variant: Variant,
  log: (text: string) => void,
): Promise<{ binding: string; libraryFolders: string[] }> {
  const require = createRequire(__filename)
  const home = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'))
  await run(home, variant, log)
  if (!existsSync(join(home, binding))) throw new Problem('The package brought no binding.')
  cpSync(join(home, dirname(binding)), join(folder, dirname(binding)), { recursive: true, dereference: true })
  cpSync(join(home, libraries), join(folder, libraries), { recursive: true })
  // Windows looks for a library beside who wants it.
  const dll = join(home, libraries, 'tensorflow.dll')
  if (existsSync(dll)) cpSync(dll, join(folder, dirname(binding), 'tensorflow.dll'))
  return { binding, libraryFolders: [libraries] }
}

function run(home: string, variant: Variant, log: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/install.js', variant, 'download'], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => log(text.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Problem("tfjs-node-gpu's own download failed too (see native/bring.log).")),
    )
  })
}
