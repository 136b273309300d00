import { orthonormalColumns } from '../../src/core/statistics/orthonormal'
import { principalAngles } from '../../src/core/metrics/principal-angles'
import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs } from '../../src/core/records/training'
import { bytesOf, drawn, type Data } from './data'
import { learn, type Learned } from './learn'
import { aboutOf, figure, sheet, type Section } from './report'

const latentSize = 10
const noise = 0.2

/** A linear autoencoder finds the subspace of PCA; a denoising one gives back what noise has covered. */
export async function autoencoders(): Promise<Section[]> {
  const data = await drawn('emoji', 1000, 32)
  return [await linear(data), await denoising(data)]
}

async function linear(data: Data): Promise<Section> {
  const config = { ...defaultConfigs.ae, isLinear: true, latentSize, epochs: 600, learningRate: 1e-3 }
  const learned = await learn(data, config)
  const dim = data.side ** 2 * 3
  const angles = principalAngles(decodedAxes(learned, dim), principalAxes(data), dim)
  return {
    kind: 'ae, linear',
    about: aboutOf(learned, data.name),
    minutes: learned.minutes,
    figures: [
      figure('largest principal angle to PCA', angles.at(-1)!, 'degrees', ['<', 5]),
      figure('held-out PSNR', learned.figures.psnr!, 'dB'),
    ],
    pictures: [],
    notes: [],
  }
}

/** What each latent dimension adds to a picture, as columns [pixels, latentSize]: the decoder's kernel, turned round. */
function decodedAxes({ files }: Learned, dim: number): Float64Array {
  const bytes = Uint8Array.from(files['decoder/weights.bin']!)
  const kernel = new Float32Array(bytes.buffer, 0, latentSize * dim)
  return Float64Array.from({ length: kernel.length }, (_, i) => {
    return kernel[(i % latentSize) * dim + Math.floor(i / latentSize)]!
  })
}

/** The first principal axes of the training pictures' pixels, columns [pixels, latentSize], by orthogonal iteration. */
function principalAxes({ images, split, side }: Data): Float64Array {
  const dim = side ** 2 * 3
  const mean = new Float64Array(dim)
  for (const i of split.train)
    for (let j = 0; j < dim; j++) mean[j]! += images[i * dim + j]! / 255 / split.train.length
  let axes: Float64Array = Float64Array.from(gaussians(dim * latentSize, mulberry32(1)))
  for (let iteration = 0; iteration < 60; iteration++) {
    const next = new Float64Array(dim * latentSize)
    for (const i of split.train) {
      const along = new Float64Array(latentSize)
      for (let j = 0; j < dim; j++) {
        const x = images[i * dim + j]! / 255 - mean[j]!
        for (let k = 0; k < latentSize; k++) along[k]! += x * axes[j * latentSize + k]!
      }
      for (let j = 0; j < dim; j++) {
        const x = images[i * dim + j]! / 255 - mean[j]!
        for (let k = 0; k < latentSize; k++) next[j * latentSize + k]! += x * along[k]!
      }
    }
    axes = columns(orthonormalColumns(next, dim), dim)
  }
  return axes
}

function columns(vectors: readonly Float64Array[], dim: number): Float64Array {
  const out = new Float64Array(dim * vectors.length)
  vectors.forEach((vector, k) => vector.forEach((x, j) => (out[j * vectors.length + k] = x)))
  return out
}

async function denoising(data: Data): Promise<Section> {
  const learned = await learn(data, { ...defaultConfigs.ae, noise, latentSize: 64, epochs: 60 })
  const { heldOut } = data.split
  const clean = bytesOf(data, heldOut)
  const numbers = gaussians(clean.length, mulberry32(9))
  const noisy = Uint8ClampedArray.from(clean, (byte, i) => byte + 255 * noise * numbers[i]!)
  const rgb = new Uint8Array(noisy.buffer)
  const { mu } = await learned.encoder.encode(rgb, heldOut.length)
  const mended = await learned.decoder.decode(mu, heldOut.length)
  const psnr = (of: Uint8Array): number => peakSignalToNoise(meanSquaredError(clean, of), 255)
  const length = data.side ** 2 * 3
  const file = await sheet('ae-denoising', 'Denoising autoencoder, held-out pictures', data.side, [
    { label: 'noisy', rgb: rgb.subarray(0, 10 * length) },
    { label: 'given back', rgb: mended.subarray(0, 10 * length) },
    { label: 'clean', rgb: clean.subarray(0, 10 * length) },
  ])
  return {
    kind: 'ae, denoising',
    about: aboutOf(learned, `${data.name}, noise of deviation ${noise}`),
    minutes: learned.minutes,
    figures: [
      figure('PSNR of noisy pictures', psnr(rgb), 'dB'),
      figure('PSNR of what is given back', psnr(mended), 'dB'),
      figure('gain', psnr(mended) - psnr(rgb), 'dB', ['>=', 3]),
    ],
    pictures: [{ file, text: 'Noisy, given back, clean' }],
    notes: [],
  }
}
