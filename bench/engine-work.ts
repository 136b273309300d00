import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { gaussians, mulberry32, splitIndices } from '../src/core/random/random'
import { defaultTrainingConfig } from '../src/core/records/model'
import type { RungName } from '../src/core/records/engine'
import { createRun, openBackend, openDecoder, openEncoder } from '../src/engine'

/** One rung in one process: the usual network at 64 x 64, batch 32. Prints its times as one line of JSON. */

const side = 64
const pictures = 256
const steps = 12
const repeats = 60

async function timed(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

async function measure(rung: RungName): Promise<Record<string, number[]>> {
  const entry = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm')
  const packageRoot = entry.slice(0, entry.lastIndexOf('tfjs-backend-wasm') + 'tfjs-backend-wasm'.length)
  const backend = await openBackend(rung, { wasmFolder: join(packageRoot, 'wasm-out') + sep })
  const random = mulberry32(3)
  const images = Uint8Array.from({ length: pictures * side * side * 3 }, () => Math.floor(random() * 256))
  const split = splitIndices(pictures, 1, 0.1)
  const config = { ...defaultTrainingConfig, epochs: 1000 }
  const run = await createRun({ backend, images, width: side, height: side, split, config })
  await timed(3, () => run.step())
  const step = await timed(steps, () => run.step())
  const files = await run.checkpoint()
  const decoder = await openDecoder(files['decoder.onnx']!)
  const encoder = await openEncoder(files['encoder.onnx']!)
  const z = gaussians(16 * config.latentSize, random)
  const one = z.subarray(0, config.latentSize)
  await decoder.decode(z, 16)
  return {
    step,
    decode1: await timed(repeats, () => decoder.decode(one, 1)),
    decode16: await timed(repeats, () => decoder.decode(z, 16)),
    encode256: await timed(10, () => encoder.encode(images, pictures)),
  }
}

const rung = process.argv[2] as RungName
measure(rung).then(
  (times) => process.stdout.write(`${JSON.stringify({ times })}\n`, () => process.exit(0)),
  (error: unknown) =>
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`, () => process.exit(0)),
)
