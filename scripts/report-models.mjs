/** `npm run report:models [-- KIND ...]`: trains every kind of model and writes docs/models.md. */
import { join } from 'node:path'
import { bundle, outDir } from '../bench/bundle.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureNative } from './lib/native.mjs'
import { root, run } from './lib/run.mjs'
import { runMain, say } from './lib/say.mjs'

await runMain(async (args) => {
  await ensureInstalled()
  try {
    process.env['SLERP_TFJS_BINDING'] ??= await ensureNative('cpu')
  } catch (error) {
    say(`Report: on wasm, without the native rung: ${error.message}`)
  }
  await bundle('models/run')
  return run(process.execPath, [join(outDir, 'models', 'run.cjs'), ...args], { cwd: root, stdio: 'inherit' })
})
