/**
 * `npm run demo:train`: makes resources/demo.slerp anew: draws 3,000 faces, trains the VAE, encodes, maps and finds
 * concepts, all through the same commands that anyone can type. About eleven minutes on two shared cores with
 * TensorFlow's native library, about three times that with WebAssembly. `-- --epochs N` for another length.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { runMain, say } from './lib/say.mjs'

const seed = '7'
const usualEpochs = '80'

function slerp(...args) {
  say(`slerp ${args.join(' ')}`)
  const { status } = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`slerp ${args[0]} failed`)
}

/** What the demo does not need: it is shipped compressed, and nobody goes on training it. */
function pack(document) {
  for (const id of readdirSync(join(document, 'datasets'))) {
    const images = join(document, 'datasets', id, 'images.npy')
    writeFileSync(`${images}.gz`, gzipSync(readFileSync(images), { level: constants.Z_BEST_COMPRESSION }))
    rmSync(images)
  }
  for (const id of readdirSync(join(document, 'models'))) {
    const checkpoints = join(document, 'models', id, 'checkpoints')
    for (const step of readdirSync(checkpoints))
      rmSync(join(checkpoints, step, 'optimizer.bin'), { force: true })
  }
  rmSync(join(document, 'journal.jsonl'), { force: true })
}

await runMain(async (args) => {
  await ensureInstalled()
  await ensureBuilt()
  const epochs = args.includes('--epochs') ? args[args.indexOf('--epochs') + 1] : usualEpochs
  const document = join(mkdtempSync(join(tmpdir(), 'slerp-demo-')), 'Faces.slerp')
  slerp('new', document)
  slerp('dataset', document, '--builtin', 'faces', '--count', '3000', '--seed', seed)
  slerp('train', document, '--epochs', epochs, '--seed', seed)
  pack(document)
  const shipped = join(root, 'resources/demo.slerp')
  rmSync(shipped, { recursive: true, force: true })
  // The temporary folder may lie on another disk, where a rename would fail.
  cpSync(document, shipped, { recursive: true })
  rmSync(document, { recursive: true })
  say(`The demo document is ${shipped}`)
})
