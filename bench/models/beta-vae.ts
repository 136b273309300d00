import { mutualInformationGap } from '../../src/core/metrics/mutual-information-gap'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs, type TrainingConfig } from '../../src/core/records/training'
import { bytesOf, drawn, type Data } from './data'
import { learn, type Learned } from './learn'
import { aboutOf, figure, sheet, type Section, type Table } from './report'

const factorNames = ['shape', 'hue', 'size', 'x', 'y', 'rotation']
/** A continuous factor counts in steps. */
const stepsOfFactor = 10

function factorsOf({ attributes, count }: Data): Float32Array {
  const table = new Float32Array(count * factorNames.length)
  factorNames.forEach((name, f) => {
    const { values } = attributes.find((known) => known.name === name)!
    const [least, most] = [Math.min(...values), Math.max(...values)]
    values.forEach((value, i) => {
      const place = Math.min(
        stepsOfFactor - 1,
        Math.floor((stepsOfFactor * (value - least)) / (most - least)),
      )
      table[i * factorNames.length + f] = name === 'shape' ? value : place
    })
  })
  return table
}

/** Models differ by chance: MIG is a mean over these. */
const seeds = [7, 8]
const betas = [1, 16]

/**
 * What all models share. Each learns its variance, so beta = 1 weighs both terms in nats: the true bound. Beside a squared
 * error of fixed variance the same number would weigh the KL hundreds of times as much.
 */
const shared = {
  ...defaultConfigs['beta-vae'],
  variance: 'learned',
  latentSize: 10,
  channels: [16, 32, 32, 48],
  batchSize: 64,
  epochs: 16,
} satisfies TrainingConfig

interface Trial {
  learned: Learned
  mig: number
  perFactor: Float64Array
}

export async function betaVae(): Promise<Section[]> {
  const data = await drawn('factors', 20_000, 32)
  const trials: Trial[][] = []
  for (const klWeight of betas) {
    const ofBeta: Trial[] = []
    for (const seed of seeds) ofBeta.push(await tried(data, { ...shared, klWeight, seed }))
    trials.push(ofBeta)
  }
  const gaps = trials.map((ofBeta) => mean(ofBeta.map(({ mig }) => mig)))
  const best = gaps.indexOf(Math.max(...gaps))
  const most = Math.max(...gaps.slice(1))
  const { learned } = trials[best]![0]!
  return [
    {
      kind: 'beta-vae',
      about: aboutOf(learned, data.name).replace(/seed .*/, `seeds ${seeds.join(' and ')}`),
      minutes: trials.flat().reduce((sum, trial) => sum + trial.learned.minutes, 0),
      figures: [figure('MIG at the best higher beta over beta = 1', most / gaps[0]!, 'x', ['>=', 1])],
      tables: [tableOf(trials)],
      pictures: [
        {
          file: await traversals(learned, data, betas[best]!),
          text: `A held-out picture; each number of its code moved alone from -2.25 to 2.25, at beta = ${betas[best]}`,
        },
      ],
      notes,
    },
  ]
}

const notes = [
  `MIG after Chen et al. 2018, on draws of q(z|x) as there, not on its means: the mean of a number that is hardly used still follows the picture a little, and counting that would hide the gap. Figures are means over the seeds. Hue runs around three quarters of the colour circle, which is a curve in a plane: two numbers hold it at any beta, so its gap cannot come near 1. Parted better is not parted: on the sheet several numbers still move hue and place together.`,
  // Trials of 20 epochs, not part of this run.
  `Which beta helps depends on the likelihood. Here each model learns its variance, so beta = 1 is the true bound in nats, and there the KL is weak: codes hold 51 nats. With a squared error (variance 1/2) or Bernoulli's cross-entropy, beta = 1 already weighs the KL hundreds of times as much, and a higher one only loses what codes hold: in short runs with Bernoulli (one seed, 4000 pictures, 20 epochs) MIG was 0.065, 0.039 and 0.015 at beta = 1, 4 and 10, the KL 15, 7 and 4 nats.`,
]

async function tried(data: Data, config: TrainingConfig): Promise<Trial> {
  const learned = await learn(data, config)
  const all = Uint32Array.from({ length: data.count }, (_, i) => i)
  const { mu, sigma } = await learned.encoder.encode(bytesOf(data, all), data.count)
  const epsilon = gaussians(mu.length, mulberry32(11))
  const z = mu.map((m, i) => m + sigma[i]! * epsilon[i]!)
  const { mig, perFactor } = mutualInformationGap(z, factorsOf(data), data.count)
  return { learned, mig, perFactor }
}

function tableOf(trials: readonly Trial[][]): Table {
  const rows = trials.map((ofBeta, i) => {
    const of = (value: (trial: Trial) => number): number => mean(ofBeta.map(value))
    return [
      String(betas[i]),
      `${of(({ mig }) => mig).toFixed(3)} (${ofBeta.map(({ mig }) => mig.toFixed(3)).join(', ')})`,
      ...factorNames.map((_, f) => of(({ perFactor }) => perFactor[f]!).toFixed(2)),
      of(({ learned }) => learned.figures.kl!).toFixed(1),
      of(({ learned }) => learned.figures.psnr!).toFixed(1),
    ]
  })
  return { head: ['beta', 'MIG (by seed)', ...factorNames, 'KL in nats', 'PSNR in dB'], rows }
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

/**
 * A row for each number of a code, from -2.25 to 2.25 in steps of a half, the others those of a held-out picture: the code
 * of all 0 is the middle of the colour circle and shows nothing.
 */
async function traversals({ encoder, decoder }: Learned, data: Data, beta: number): Promise<string> {
  const size = decoder.latentSize
  const original = bytesOf(data, data.split.heldOut.subarray(0, 1))
  const { mu } = await encoder.encode(original, 1)
  const rows = [{ label: 'held out', rgb: original }]
  for (let k = 0; k < size; k++) {
    const z = Float32Array.from({ length: 10 * size }, (_, i) => mu[i % size]!)
    for (let step = 0; step < 10; step++) z[step * size + k] = step / 2 - 2.25
    rows.push({ label: `number ${k + 1}`, rgb: await decoder.decode(z, 10) })
  }
  return sheet('beta-vae', `Beta-VAE, beta = ${beta}: one number of the code moved`, data.side, rows)
}
