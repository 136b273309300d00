import { meanSquaredError, peakSignalToNoise } from '../../src/core/metrics/psnr'
import { defaultConfigs } from '../../src/core/records/training'
import { drawn, type Data } from './data'
import { inverted } from './inversion'
import { binaryNames, distanceTo, judgingVae } from './judging'
import { learn, type Learned } from './learn'
import { Judge } from './probes'
import { aboutOf, figure, sheet, type Figure, type Section, type Table } from './report'
import { drawnCodes, findings, flipRates, groups, mixedWithNext } from './style-groups'

const sampleCount = 500
/** Less than half of the default, so that the report ends in time. */
const epochs = 26

/** Which layers hold what: styles of one group taken from another face, read off by probes and to be seen. */
export async function stylegan(): Promise<Section[]> {
  const data = withDarkSkin(await drawn('faces', 3000, 32))
  const { encoder } = await judgingVae(data)
  const judge = await Judge.on(data, encoder, binaryNames(data))
  const learned = await learn(data, { ...defaultConfigs.stylegan, epochs })
  const codes = await drawnCodes(learned, sampleCount)
  const before = await learned.decoder.decode(codes, sampleCount)
  const { figures, rows, codes: found } = await inverted(learned, data)
  const mixes = await sheet('stylegan', 'StyleGAN: a style of another drawn face', data.side, [
    { label: 'face', rgb: cut(data, before) },
    { label: 'other face', rgb: cut(data, before.subarray(data.side ** 2 * 3)) },
    ...(await mixedRows(learned, data, codes)),
  ])
  const real = await sheet('stylegan-held-out', 'StyleGAN: held-out faces', data.side, [
    ...rows,
    ...(await mixedRows(learned, data, found)),
  ])
  return [
    {
      kind: 'stylegan',
      about: aboutOf(learned, data.name),
      minutes: learned.minutes,
      figures: [
        figure('feature distance (Frechet, codes of a VAE)', await distanceTo(encoder, data, before), ''),
        ...(await accuracies(judge, data)),
        ...figures,
      ],
      tables: [await flipTable(learned, data, judge, codes)],
      pictures: [
        {
          file: mixes,
          text: 'Drawn faces, the next ones, and the first with one group of styles from the next',
        },
        {
          file: real,
          text: 'Held-out faces, their codes guessed and refined, and the refined ones with one group of styles from the next',
        },
      ],
      // What the groups hold was seen in the committed run; look again after another.
      notes: [
        `Coarse styles (layers of 4 and 8 pixels) hold hair cut, glasses, mouth, beard and skin; fine ones (32) hold the colour of the hair; middle ones (16) move nothing that a probe or an eye finds. Probes read generated faces, which are rougher than those they learned from; rates are shares of 500 draws with the usual truncation.`,
      ],
    },
  ]
}

/** Skin is a number in the data; a probe says yes or no. */
function withDarkSkin(data: Data): Data {
  const { values } = data.attributes.find(({ name }) => name === 'skin tone')!
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  const dark = Float32Array.from(values, (tone) => Number(tone > middle))
  return { ...data, attributes: [...data.attributes, { name: 'dark skin', kind: 'binary', values: dark }] }
}

const cut = ({ side }: Data, rgb: Uint8Array): Uint8Array => rgb.subarray(0, 10 * side ** 2 * 3)

async function mixedRows(
  { decoder }: Learned,
  data: Data,
  codes: Float32Array,
): Promise<{ label: string; rgb: Uint8Array }[]> {
  const rows: { label: string; rgb: Uint8Array }[] = []
  for (const [place, group] of groups.entries()) {
    const mixed = mixedWithNext(codes, decoder.latentSize, place)
    rows.push({
      label: `other ${group}`,
      rgb: await decoder.decode(mixed.subarray(0, 10 * decoder.latentSize), 10),
    })
  }
  return rows
}

async function accuracies(judge: Judge, data: Data): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const name of binaryNames(data)) {
    const share = await judge.accuracy(data, name)
    figures.push(figure(`the probe itself, held out, on ${name}`, 100 * share, '%'))
  }
  return figures
}

/** Of faces that differ in an attribute from the one whose style they take, how many change; and of those that agree. */
async function flipTable(
  { decoder }: Learned,
  data: Data,
  judge: Judge,
  codes: Float32Array,
): Promise<Table> {
  const before = await decoder.decode(codes, sampleCount)
  const names = binaryNames(data)
  const rows = names.map((name) => [name])
  const distances = ['PSNR against the own face']
  for (const place of groups.keys()) {
    const after = await decoder.decode(mixedWithNext(codes, decoder.latentSize, place), sampleCount)
    for (const [i, name] of names.entries()) {
      const rates = flipRates(await findings(judge, name, { before, after }, sampleCount))
      rows[i]!.push(`${percent(rates.follows)} (${percent(rates.strays)})`)
    }
    distances.push(`${peakSignalToNoise(meanSquaredError(before, after), 255).toFixed(1)} dB`)
  }
  return {
    head: ['labels that follow the other face (that change where both agree)', ...groups],
    rows: [...rows, distances],
  }
}

const percent = (share: number): string => (Number.isNaN(share) ? 'none' : `${Math.round(100 * share)} %`)
