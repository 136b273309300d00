/** Tensors: a training step on each rung that loads, decoding and encoding. Each rung in a process of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../scripts/lib/run.mjs'
import { figure, median } from '../statistics.mjs'

const outDir = join(root, '.cache', 'bench')

/** The engine is TypeScript; the same bundler that builds the app makes it runnable. */
async function bundle() {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: join(root, 'bench/engine-work.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node18.15',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'engine-work.cjs' } },
    },
  })
}

function measure(rung) {
  const { stdout } = spawnSync(process.execPath, [join(outDir, 'engine-work.cjs'), rung], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const last = stdout.trim().split('\n').at(-1)
  return last ? JSON.parse(last) : { error: 'the process ended without a word' }
}

export async function benchEngine() {
  await bundle()
  const results = Object.fromEntries(['native', 'wasm'].map((rung) => [rung, measure(rung)]))
  const loaded = Object.entries(results).filter(([, { times }]) => times)
  const steps = loaded.map(([rung, { times }]) =>
    figure(`training step of 32, ${rung}`, median(times.step), 'ms', times.step.length),
  )
  const { native, wasm } = results
  if (native.times && wasm.times)
    steps.push(
      figure(
        'training step, wasm against native',
        median(wasm.times.step) / median(native.times.step),
        'x',
        12,
      ),
    )
  const { decode1, decode16, encode256 } = wasm.times
  return [
    ...steps,
    figure('decode 1', median(decode1), 'ms', decode1.length),
    figure('decode 16', median(decode16), 'ms', decode16.length),
    figure('encode', 256_000 / median(encode256), 'images/s', encode256.length),
  ]
}
