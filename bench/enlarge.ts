import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { meanSquaredError, peakSignalToNoise } from '../src/core/metrics/psnr'
import { openEnlarger, type Enlargement } from '../src/core/picture/enlarge'
import { rungNames } from '../src/core/records/engine'
import { buildPreset } from '../src/dataset'
import { openBackend } from '../src/engine'
import { SuperResolution } from '../src/engine/coder/super-resolution'
import { allowRelaxedSimd } from '../src/trainer/relaxed-simd'
import { wasmFolder } from '../src/trainer/wasm-folder'
import { serveLane, timed, type Works } from './lane'

/** One lane: `enlarge RUNG FACTOR`. Drawn faces of 64 pixels are halved, or more, and made large again. */

const side = 64
const count = 40

async function works(rungName: string, factor: number): Promise<Works> {
  allowRelaxedSimd()
  const rung = rungNames.find((known) => known === rungName)!
  const backend = await openBackend(rung, { wasmFolder: wasmFolder() })
  const network = await SuperResolution.open(backend, filesOf(factor))
  const low = side / factor
  const { images } = await buildPreset({ preset: 'faces', seed: 5, count, size: side })
  const faces = Array.from({ length: count }, (_, i) =>
    images.subarray(i * side * side * 3, (i + 1) * side * side * 3),
  )
  const small = faces.map((face) => shrunk(face, factor))
  const whole = new Uint8Array(side * side * 4).fill(255)

  async function decibels(
    enlarge: (rgba: Uint8Array) => Uint8Array | Promise<Uint8Array>,
  ): Promise<number[]> {
    let error = 0
    for (const [i, face] of faces.entries()) {
      const rgb = (await enlarge(small[i]!)).filter((_, k) => k % 4 !== 3)
      error += meanSquaredError(rgb, face) / count
    }
    return [peakSignalToNoise(error, 255)]
  }

  return {
    network: () => decibels((rgba) => network.enlarge(rgba, low, low)),
    filter: (how) =>
      decibels(openEnlarger({ width: low, height: low }, { width: side, height: side }, how as Enlargement)),
    /** Milliseconds of a picture of 64 pixels. */
    time: (times) => timed(Number(times), () => network.enlarge(whole, side, side)),
  }
}

/** Means of squares of pixels, opaque. */
function shrunk(rgb: Uint8Array, factor: number): Uint8Array {
  const low = side / factor
  const sums = new Float32Array(low * low * 4)
  for (let i = 0; i < side * side; i++) {
    const to = 4 * (Math.floor(Math.floor(i / side) / factor) * low + Math.floor((i % side) / factor))
    for (let c = 0; c < 3; c++) sums[to + c]! += rgb[3 * i + c]! / factor ** 2
  }
  return Uint8Array.from(sums, (x, i) => (i % 4 === 3 ? 255 : Math.round(x)))
}

function filesOf(factor: number): { description: Uint8Array; weights: Uint8Array } {
  const entry = createRequire(__filename).resolve('@upscalerjs/esrgan-slim')
  const root = entry.slice(0, entry.indexOf('/dist/', entry.indexOf('esrgan-slim')))
  const read = (name: string): Uint8Array => readFileSync(join(root, 'models', `x${factor}`, name))
  return { description: read('model.json'), weights: read('group1-shard1of1.bin') }
}

const [rungName = '', factor = ''] = process.argv.slice(2)
void serveLane(() => works(rungName, Number(factor)))
