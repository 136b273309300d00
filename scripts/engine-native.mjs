/**
 * `npm run engine:native` and `npm run engine:cuda`: brings TensorFlow's library for the processor, or for NVIDIA GPUs,
 * to this machine. The window brings the first by itself in the background.
 */
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureNative } from './lib/native.mjs'
import { Problem, runMain, say } from './lib/say.mjs'

await runMain(async ([variant = 'cpu']) => {
  if (variant !== 'cpu' && variant !== 'gpu')
    throw new Problem(`There is no library "${variant}": cpu or gpu.`)
  await ensureInstalled()
  await ensureBuilt()
  await ensureNative(variant)
  say('Engine: the library is there and works; "npm run slerp -- engine" says how quick it is.')
})
