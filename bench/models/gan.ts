import { diversity, hasCollapsed } from '../../src/core/metrics/diversity'
import { defaultConfigs, type Losses, type TrainingConfig } from '../../src/core/records/training'
import { curves } from './curves'
import { bytesOf, drawn, type Data } from './data'
import { inverted } from './inversion'
import { distanceTo, judgingVae } from './judging'
import { learn } from './learn'
import { priorCodes } from './prior'
import { aboutOf, figure, sheet, type Section } from './report'

/** What all GANs of Emoji learn from, and for how long. */
export const emoji = (): Promise<Data> => drawn('emoji', 2000, 32)
export const epochs = 100

/** The generator's gradient over the first steps, by loss. */
async function earlyGradients(data: Data, loss: 'minimax' | 'non-saturating'): Promise<[number, number][]> {
  const points: [number, number][] = []
  // A discriminator that is sure of itself is where the losses differ.
  const config: TrainingConfig = { ...defaultConfigs.gan, loss, r1Weight: 0, epochs: 4 }
  const onStep = ({ generatorGradient }: Losses, step: number): void => {
    points.push([step, generatorGradient!])
  }
  await learn(data, config, { onStep })
  return points
}

const meanOf = (points: readonly [number, number][]): number =>
  points.reduce((sum, [, y]) => sum + y, 0) / points.length

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

/** Mean colour of each picture: what grey does not tell. */
function meanColours(rgb: Uint8Array, side: number): Float32Array {
  const length = side * side * 3
  const out = new Float32Array((rgb.length / length) * 3)
  rgb.forEach((value, i) => (out[Math.floor(i / length) * 3 + (i % 3)]! += value / side ** 2))
  return out
}

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
  const colours = diversity(meanColours(samples, data.side), meanColours(real, data.side), 3)
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
        figure("spread of samples' mean colours over the data's", colours.relativeSpread, 'x'),
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
