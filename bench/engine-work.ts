import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gaussians, mulberry32, splitIndices } from '../src/core/random/random'
import { rungNames } from '../src/core/records/engine'
import { defaultConfigs } from '../src/core/records/training'
import { createRun, openBackend, openDecoder, openEncoder } from '../src/engine'
import { allowRelaxedSimd } from '../src/trainer/relaxed-simd'
import { wasmFolder } from '../src/trainer/wasm-folder'
import { serveLane, timed, type Works } from './lane'

/**
 * One lane: `engine-work RUNG CHANNELS FOLDER` trains and saves networks in FOLDER;
 * `engine-work coder CHANNELS FOLDER` decodes and encodes with them.
 */

const side = 64
const pictures = 256
const encoded = 10_000

function randomPictures(count: number): Uint8Array {
  const random = mulberry32(3)
  return Uint8Array.from({ length: count * side * side * 3 }, () => Math.floor(random() * 256))
}

async function trainingWorks(name: string, sizes: string, folder: string): Promise<Works> {
  const rung = rungNames.find((known) => known === name)
  if (!rung) throw new Error(`there is no rung called ${name}`)
  allowRelaxedSimd()
  const backend = await openBackend(rung, { wasmFolder: wasmFolder() })
  const channels = sizes.split('-').map(Number) as [number, number, number, number]
  const config = { ...defaultConfigs.vae, channels, epochs: 1000 }
  const split = splitIndices(pictures, 1, 0.1)
  const images = randomPictures(pictures)
  const run = await createRun({ backend, images, width: side, height: side, split, config })
  return {
    step: (count) => timed(Number(count), () => run.step()),
    async save() {
      mkdirSync(folder, { recursive: true })
      const files = await run.checkpoint()
      for (const name of ['decoder.onnx', 'encoder.onnx']) writeFileSync(join(folder, name), files[name]!)
      return []
    },
  }
}

async function codingWorks(folder: string): Promise<Works> {
  const decoder = await openDecoder(readFileSync(join(folder, 'decoder.onnx')))
  const encoder = await openEncoder(readFileSync(join(folder, 'encoder.onnx')))
  const z = gaussians(16 * decoder.latentSize, mulberry32(3))
  const one = z.subarray(0, decoder.latentSize)
  let images: Uint8Array | undefined
  return {
    decode1: (count) => timed(Number(count), () => decoder.decode(one, 1)),
    decode16: (count) => timed(Number(count), () => decoder.decode(z, 16)),
    /** Pictures per second. */
    async encode(count) {
      images ??= randomPictures(encoded)
      const times = await timed(Number(count), () => encoder.encode(images!, encoded))
      return times.map((ms) => (1000 * encoded) / ms)
    },
  }
}

const [name = '', sizes = '', folder = ''] = process.argv.slice(2)
void serveLane(() => (name === 'coder' ? codingWorks(folder) : trainingWorks(name, sizes, folder)))
