import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { refine } from '../../src/engine'
import { bytesOf, type Data } from './data'
import { backend, type Learned } from './learn'
import { figure, type Figure } from './report'

interface Inversion {
  figures: Figure[]
  rows: { label: string; rgb: Uint8Array }[]
  /** As refined. */
  codes: Float32Array
}

/** Codes for held-out pictures: how near the encoder's guess comes, and a few steps on the code after it. */
export async function inverted(learned: Learned, data: Data): Promise<Inversion> {
  const indices = data.split.heldOut.subarray(0, 32)
  const originals = bytesOf(data, indices)
  const count = indices.length
  const psnr = (rgb: Uint8Array): number => peakSignalToNoise(meanSquaredError(originals, rgb), 255)
  let start = performance.now()
  const { mu } = await learned.encoder.encode(originals, count)
  const guessMs = (performance.now() - start) / count
  const guessed = await learned.decoder.decode(mu, count)
  start = performance.now()
  const input = { backend: await backend(), config: learned.config, side: data.side, files: learned.files }
  const { z, step } = await refine(input, mu, originals, { steps: 150 })
  const refineMs = (performance.now() - start) / count
  const refined = await learned.decoder.decode(z, count)
  const length = data.side ** 2 * 3
  const cut = (rgb: Uint8Array): Uint8Array => rgb.subarray(0, 10 * length)
  return {
    codes: z,
    figures: [
      figure("PSNR of the encoder's guess, held out", psnr(guessed), 'dB'),
      figure('time of a guess', guessMs, 'ms a picture'),
      figure(`PSNR after ${step} steps on z`, psnr(refined), 'dB'),
      figure('time of refining', refineMs, 'ms a picture, 32 at once'),
    ],
    rows: [
      { label: 'held out', rgb: cut(originals) },
      { label: 'guess', rgb: cut(guessed) },
      { label: 'refined', rgb: cut(refined) },
    ],
  }
}
