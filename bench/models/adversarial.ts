import { frechetDistance } from '../../src/core/metrics/frechet'
import { diversity, hasCollapsed } from '../../src/core/metrics/diversity'
import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { conditionsOf, defaultConfigs, type TrainingConfig } from '../../src/core/records/training'
import { refine, type Encoder } from '../../src/engine'
import { curves } from './curves'
import { bytesOf, drawn, type Data } from './data'
import { backend, learn, type Learned } from './learn'
import { Judge } from './probes'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'

const emoji = (): Promise<Data> => drawn('emoji', 2000, 32)
const epochs = 100

/** The generator's gradient over the first steps, by loss. */
async function earlyGradients(data: Data, loss: 'minimax' | 'non-saturating'): Promise<[number, number][]> {
  const points: [number, number][] = []
  // A discriminator that is sure of itself is where the losses differ.
  const config: TrainingConfig = { ...defaultConfigs.gan, loss, r1Weight: 0, epochs: 4 }
  await learn(data, config, ({ generatorGradient }, step) => points.push([step, generatorGradient!]))
  return points
}

const meanOf = (points: readonly [number, number][]): number =>
  points.reduce((sum, [, y]) => sum + y, 0) / points.length

/** Codes drawn from the prior; of a model that is told something, with what is known of some pictures. */
function priorCodes(
  { config, decoder }: Learned,
  count: number,
  seed: number,
  told?: Float32Array,
): Float32Array {
  const size = decoder.latentSize
  const conditions = conditionsOf(config).length
  const z = gaussians(count * size, mulberry32(seed))
  if (told)
    for (let i = 0; i < count; i++)
      z.set(told.subarray(i * conditions, (i + 1) * conditions), (i + 1) * size - conditions)
  return z
}

/** Mean grey over blocks, so that a small shift is a small distance. */
function thumbs(rgb: Uint8Array, side: number, to = 16): Float32Array {
  const count = rgb.length / (side * side * 3)
  const block = side / to
  const out = new Float32Array(count * to * to)
  for (let i = 0; i < rgb.length; i++) {
    const pixel = Math.floor(i / 3)
    const [image, x, y] = [Math.floor(pixel / side ** 2), pixel % side, Math.floor(pixel / side) % side]
    out[image * to * to + Math.floor(y / block) * to + Math.floor(x / block)]! += rgb[i]! / (3 * block ** 2)
  }
  return out
}

async function distanceTo(judge: Encoder, data: Data, rgb: Uint8Array): Promise<number> {
  const count = rgb.length / (data.side ** 2 * 3)
  const real = (await judge.encode(bytesOf(data, data.split.train.subarray(0, count)), count)).mu
  const made = (await judge.encode(rgb, count)).mu
  return frechetDistance(real, made, judge.latentSize)
}

async function inverted(
  learned: Learned,
  data: Data,
): Promise<{ figures: Figure[]; rows: { label: string; rgb: Uint8Array }[] }> {
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

const judgingVae = (data: Data): Promise<Learned> =>
  learn(data, { ...defaultConfigs.vae, epochs: 40, seed: 99 })

export async function gan(): Promise<Section[]> {
  const data = await emoji()
  const early = {
    minimax: await earlyGradients(data, 'minimax'),
    other: await earlyGradients(data, 'non-saturating'),
  }
  const learned = await learn(data, { ...defaultConfigs.gan, epochs })
  const samples = await learned.decoder.decode(priorCodes(learned, 500, 4), 500)
  const real = bytesOf(data, data.split.train.subarray(0, 500))
  const found = diversity(thumbs(samples, data.side), thumbs(real, data.side), 256)
  const judge = await judgingVae(data)
  const { figures, rows } = await inverted(learned, data)
  const file = await sheet('gan', 'GAN', data.side, [
    { label: 'samples', rgb: samples.subarray(0, 10 * data.side ** 2 * 3) },
    { label: 'samples', rgb: samples.subarray(10 * data.side ** 2 * 3, 20 * data.side ** 2 * 3) },
    ...rows,
  ])
  const curve = curves('gan-early', 'step', [
    { label: 'minimax', points: early.minimax },
    { label: 'non-saturating', points: early.other },
  ])
  return [
    {
      kind: 'gan',
      about: aboutOf(learned, data.name),
      minutes: learned.minutes,
      figures: [
        figure(
          "G's early gradient, non-saturating over minimax",
          meanOf(early.other) / meanOf(early.minimax),
          'x',
          ['>=', 1],
        ),
        figure("spread of samples over the data's", found.relativeSpread, 'x', ['>=', 0.5]),
        figure('near-duplicates among samples', 100 * found.duplicateShare, '% of pairs'),
        figure('near-duplicates among the data', 100 * found.dataDuplicateShare, '% of pairs'),
        {
          name: 'mode collapse by the stated rule',
          value: hasCollapsed(found) ? 'yes' : 'no',
          bar: 'no',
          isReached: !hasCollapsed(found),
        },
        figure(
          'feature distance (Frechet, codes of a VAE)',
          await distanceTo(judge.encoder, data, samples),
          '',
        ),
        ...figures,
      ],
      pictures: [
        { file, text: 'Samples; held-out pictures, their codes guessed and refined' },
        { file: curve, text: "Length of the generator's gradient over the first steps" },
      ],
      notes: [],
    },
  ]
}

export async function cgan(): Promise<Section[]> {
  const data = await emoji()
  const conditions = data.attributes.filter(({ kind }) => kind === 'binary').map(({ name }) => name)
  const judge = await Judge.on(data, (await judgingVae(data)).encoder, conditions)
  const learned = await learn(data, { ...defaultConfigs.cgan, conditions, epochs })
  const count = 500
  const told = gaussians(count * conditions.length, mulberry32(5)).map((x) => Math.sign(x))
  const pictures = await learned.decoder.decode(priorCodes(learned, count, 4, told), count)
  const figures: Figure[] = []
  for (const [place, name] of conditions.entries()) {
    const said = await judge.says(name, pictures, count)
    const right = said.filter((yes, i) => yes === told[i * conditions.length + place]! > 0).length / count
    figures.push(figure(`pictures told ${name} that a classifier finds so`, 100 * right, '%', ['>=', 90]))
    figures.push(
      figure(
        `the classifier itself on real held-out pictures, ${name}`,
        100 * (await judge.accuracy(data, name)),
        '%',
      ),
    )
  }
  const { figures: inversion, rows } = await inverted(learned, data)
  const file = await sheet(
    'cgan',
    `Conditional GAN: ${conditions.join(', ')}`,
    data.side,
    [...rowsOf(learned, conditions, await flips(learned, conditions)), ...rows].map(({ label, rgb }) => ({
      label,
      rgb: rgb.subarray(0, 10 * data.side ** 2 * 3),
    })),
  )
  const text = 'The same codes with all labels off, then each on; held-out pictures, guessed and refined'
  return [
    {
      kind: 'cgan',
      about: aboutOf(learned, `${data.name}; told ${conditions.join(', ')}`),
      minutes: learned.minutes,
      figures: [...figures, ...inversion],
      pictures: [{ file, text }],
      notes: [],
    },
  ]
}

/** Ten codes with no label on, and with each on alone. */
async function flips(learned: Learned, conditions: readonly string[]): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = []
  for (let on = -1; on < conditions.length; on++) {
    const told = Float32Array.from({ length: 10 * conditions.length }, (_, i) =>
      i % conditions.length === on ? 1 : -1,
    )
    pictures.push(await learned.decoder.decode(priorCodes(learned, 10, 6, told), 10))
  }
  return pictures
}

const rowsOf = (_: Learned, conditions: readonly string[], pictures: readonly Uint8Array[]) =>
  pictures.map((rgb, i) => ({ label: i === 0 ? 'none' : conditions[i - 1]!, rgb }))
