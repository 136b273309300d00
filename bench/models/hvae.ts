import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { defaultConfigs } from '../../src/core/records/training'
import { curves } from './curves'
import { bytesOf, type Data } from './data'
import { binaryNames, judgeOf } from './judging'
import { learn } from './learn'
import type { Judge } from './probes'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'
import { elboCurve, epochs, faces, inNats, vaeOn } from './vae'

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
  const names = binaryNames(data)
  const count = a.length / (data.side ** 2 * 3)
  let changed = 0
  for (const name of names) {
    const [before, after] = [await judge.says(name, a, count), await judge.says(name, b, count)]
    changed += before.filter((yes, i) => yes !== after[i]).length
  }
  return changed / (count * names.length)
}
