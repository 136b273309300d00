import { activeUnits, klPerDimension } from '../../src/core/metrics/active-units'
import { mutualInformationGap } from '../../src/core/metrics/mutual-information-gap'
import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs, type TrainingConfig } from '../../src/core/records/training'
import { curves } from './curves'
import { bytesOf, drawn, type Data } from './data'
import { learn, type Learned } from './learn'
import { Judge } from './probes'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'

const faces = (): Promise<Data> => drawn('faces', 3000, 64)
/** ELBOs are compared in nats, so both learn their variance and weigh the KL with 1. */
const inNats = { variance: 'learned', klWeight: 1 } as const
const epochs = 40

const vaeOn = (data: Data): Promise<Learned> => learn(data, { ...defaultConfigs.vae, ...inNats, epochs })

function boundFigures({ figures }: Learned): Figure[] {
  return [
    figure('ELBO per picture', figures.elbo!, 'nats'),
    figure('reconstruction', figures.reconstruction!, 'nats'),
    figure('KL', figures.kl!, 'nats'),
    figure('held-out PSNR', figures.psnr!, 'dB'),
  ]
}

const elboCurve = (label: string, { history }: Learned) => ({
  label,
  points: history.slice(1).map(({ epoch, elbo }) => [epoch, elbo!] as const),
})

async function samplesOf({ decoder }: Learned, count: number): Promise<Uint8Array> {
  return decoder.decode(gaussians(count * decoder.latentSize, mulberry32(4)), count)
}

export async function vae(): Promise<Section[]> {
  const data = await faces()
  const learned = await vaeOn(data)
  const { heldOut } = data.split
  const { mu, sigma } = await learned.encoder.encode(bytesOf(data, heldOut), heldOut.length)
  const { active } = activeUnits(mu, heldOut.length)
  const kl = klPerDimension(
    mu,
    sigma.map((s) => 2 * Math.log(s)),
    heldOut.length,
  )
  const first = heldOut.subarray(0, 10)
  const file = await sheet('vae', 'VAE, held-out faces', data.side, [
    { label: 'original', rgb: bytesOf(data, first) },
    {
      label: 'reconstruction',
      rgb: await learned.decoder.decode(mu.slice(0, 10 * learned.decoder.latentSize), 10),
    },
    { label: 'samples', rgb: await samplesOf(learned, 10) },
  ])
  const curve = curves('vae', 'epoch', [elboCurve('ELBO, held out', learned)])
  return [
    {
      kind: 'vae',
      about: aboutOf(learned, data.name),
      minutes: learned.minutes,
      figures: [
        ...boundFigures(learned),
        figure('active units', active, `of ${learned.decoder.latentSize}`),
        figure('largest KL of a dimension', Math.max(...kl), 'nats'),
      ],
      pictures: [
        { file, text: 'Originals, reconstructions, samples of the prior' },
        { file: curve, text: 'ELBO in nats over epochs' },
      ],
      notes: [],
    },
  ]
}

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

export async function betaVae(): Promise<Section[]> {
  const data = await drawn('factors', 5000, 32)
  const figures: Figure[] = []
  const gaps: number[] = []
  let [minutes, about] = [0, '']
  // With a variance of its own each model weighs both terms in nats, so that beta means what it means in the papers.
  for (const klWeight of [1, 4, 16]) {
    const config: TrainingConfig = {
      ...defaultConfigs['beta-vae'],
      variance: 'learned',
      latentSize: 10,
      epochs: 40,
      klWeight,
    }
    const learned = await learn(data, config)
    const all = Uint32Array.from({ length: data.count }, (_, i) => i)
    const { mu } = await learned.encoder.encode(bytesOf(data, all), data.count)
    const { mig, perFactor } = mutualInformationGap(mu, factorsOf(data), data.count)
    gaps.push(mig)
    const each = factorNames.map((name, f) => `${name} ${perFactor[f]!.toFixed(2)}`).join(', ')
    figures.push({ name: `MIG at beta = ${klWeight}`, value: `${mig.toFixed(3)} (${each})` })
    figures.push(figure(`PSNR at beta = ${klWeight}`, learned.figures.psnr!, 'dB'))
    minutes += learned.minutes
    about = aboutOf(learned, data.name)
  }
  figures.push(
    figure('MIG at the best higher beta over beta = 1', Math.max(...gaps.slice(1)) / gaps[0]!, 'x', [
      '>=',
      1,
    ]),
  )
  return [{ kind: 'beta-vae', about, minutes, figures, pictures: [], notes: ['MIG after Chen et al. 2018.'] }]
}

const conditions = ['smile', 'glasses']

export async function cvae(): Promise<Section[]> {
  const data = await faces()
  const judge = await judgeOf(data)
  const learned = await learn(data, { ...defaultConfigs.cvae, conditions, epochs: 30 })
  const { heldOut } = data.split
  const size = learned.decoder.latentSize
  const { mu } = await learned.encoder.encode(bytesOf(data, heldOut), heldOut.length)
  const figures: Figure[] = [figure('held-out PSNR', learned.figures.psnr!, 'dB')]
  const rows = [{ label: 'original', rgb: bytesOf(data, heldOut.subarray(0, 10)) }]
  for (const [place, name] of conditions.entries()) {
    const at = size - conditions.length + place
    const wanted = Array.from({ length: heldOut.length }, (_, i) => mu[i * size + at]! < 0)
    const flipped = mu.map((x, i) => (i % size === at ? (x < 0 ? 1 : -1) : x))
    const pictures = await learned.decoder.decode(flipped, heldOut.length)
    const said = await judge.says(name, pictures, heldOut.length)
    const follows = said.filter((yes, i) => yes === wanted[i]).length / heldOut.length
    figures.push(figure(`probe follows a flipped ${name}`, 100 * follows, '%', ['>=', 95]))
    figures.push(
      figure(`the probe itself, held out, on ${name}`, 100 * (await judge.accuracy(data, name)), '%'),
    )
    rows.push({ label: `${name} flipped`, rgb: pictures.subarray(0, 10 * data.side ** 2 * 3) })
  }
  const file = await sheet('cvae', 'Conditional VAE: the same code, one attribute flipped', data.side, rows)
  const text = 'Held-out faces, the same codes with smile or glasses flipped'
  const about = aboutOf(learned, data.name)
  return [{ kind: 'cvae', about, minutes: learned.minutes, figures, pictures: [{ file, text }], notes: [] }]
}

/** Labels are read off pictures by linear probes on the codes of a VAE that takes no part. */
async function judgeOf(data: Data): Promise<Judge> {
  const { encoder } = await learn(data, { ...defaultConfigs.vae, epochs: 30, seed: 99 })
  const names = data.attributes.filter(({ kind }) => kind === 'binary').map(({ name }) => name)
  return Judge.on(data, encoder, names)
}

export async function hvae(): Promise<Section[]> {
  const data = await faces()
  const plain = await vaeOn(data)
  const config = { ...defaultConfigs.hvae, ...inNats, epochs }
  const ladder = await learn(data, config)
  const judge = await judgeOf(data)
  const { heldOut } = data.split
  const count = heldOut.length
  const { mu } = await ladder.encoder.encode(bytesOf(data, heldOut), count)
  const own = await ladder.decoder.decode(mu, count)
  const figures: Figure[] = [
    figure('ELBO per picture', ladder.figures.elbo!, 'nats', ['>=', plain.figures.elbo!]),
    figure('ELBO of a plain VAE of the same size', plain.figures.elbo!, 'nats'),
    figure('held-out PSNR', ladder.figures.psnr!, 'dB'),
  ]
  const rows = [{ label: 'reconstruction', rgb: own }]
  for (const [label, from, to] of [
    ['top', 0, config.latentSize],
    ['bottom', config.latentSize, ladder.decoder.latentSize],
  ] as const) {
    const swapped = await ladder.decoder.decode(swap(mu, ladder.decoder.latentSize, from, to), count)
    const changed = await flipRate(judge, data, own, swapped)
    figures.push(figure(`labels that change with another face's ${label} level`, 100 * changed, '%'))
    figures.push(
      figure(
        `PSNR against the own picture, another ${label} level`,
        peakSignalToNoise(meanSquaredError(own, swapped), 255),
        'dB',
      ),
    )
    rows.push({ label: `other ${label}`, rgb: swapped })
  }
  const cut = rows.map(({ label, rgb }) => ({ label, rgb: rgb.subarray(0, 10 * data.side ** 2 * 3) }))
  const file = await sheet('hvae', 'Ladder VAE: levels of the next face', data.side, cut)
  const curve = curves('hvae', 'epoch', [elboCurve('ladder', ladder), elboCurve('plain', plain)])
  return [
    {
      kind: 'hvae',
      about: aboutOf(ladder, data.name),
      minutes: ladder.minutes,
      figures,
      pictures: [
        { file, text: "Reconstructions, with the next face's top level, with its bottom level" },
        { file: curve, text: 'ELBO in nats over epochs' },
      ],
      notes: [],
    },
  ]
}

/** Dimensions `from` to `to` of each code replaced by the next code's. */
function swap(mu: Float32Array, size: number, from: number, to: number): Float32Array {
  const count = mu.length / size
  return mu.map((x, i) => {
    const [row, at] = [Math.floor(i / size), i % size]
    return at >= from && at < to ? mu[((row + 1) % count) * size + at]! : x
  })
}

/** Share of all labels of all pictures that differ between two sets of pictures. */
async function flipRate(judge: Judge, data: Data, a: Uint8Array, b: Uint8Array): Promise<number> {
  const names = data.attributes.filter(({ kind }) => kind === 'binary').map(({ name }) => name)
  const count = a.length / (data.side ** 2 * 3)
  let changed = 0
  for (const name of names) {
    const [before, after] = [await judge.says(name, a, count), await judge.says(name, b, count)]
    changed += before.filter((yes, i) => yes !== after[i]).length
  }
  return changed / (count * names.length)
}
