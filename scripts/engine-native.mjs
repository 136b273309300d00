/**
 * `npm run engine:native`: brings the native library of tfjs-node-gpu by the package's own download, for machines that
 * reach it. Never part of a start: it is hundreds of megabytes, and WebAssembly trains without it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { capture, root } from './lib/run.mjs'
import { Problem, runMain, say } from './lib/say.mjs'

const folder = join(root, 'node_modules/@tensorflow/tfjs-node-gpu')

await runMain(async () => {
  await ensureInstalled()
  if (!existsSync(folder))
    throw new Problem('@tensorflow/tfjs-node-gpu is not installed; run "npm ci" once more.')
  say('Engine: fetching the native TensorFlow library (about 400 MB, once).')
  const { code, output } = await capture(process.execPath, ['scripts/install.js', 'gpu', 'download'], {
    cwd: folder,
  })
  if (code !== 0) {
    const reason =
      output
        .trim()
        .split('\n')
        .find((line) => /^\s*\w*Error: /.test(line)) ?? 'no reason given'
    throw new Problem(
      `The native library could not be brought (${reason.trim()}). Training goes on with WebAssembly.`,
    )
  }
  say('Engine: the native library is there; "npm run slerp -- engine" says whether it works.')
})
