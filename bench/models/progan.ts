import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs, type TrainingConfig } from '../../src/core/records/training'
import type { Encoder } from '../../src/engine'
import { curves } from './curves'
import type { Data } from './data'
import { emoji, epochs } from './gan'
import { inverted } from './inversion'
import { distanceTo, judgingVae } from './judging'
import { learn, type Learned, type Run, type Spent } from './learn'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'

/** How far a generator was after how much work. */
interface Moment extends Spent {
  distance: number
}

interface Race {
  learned: Learned
  moments: Moment[]
}

const sampleCount = 500
const momentCount = 20

/** A GAN and one that grows, on the same data by the same judge: how near each comes to the data, and when. */
export async function progan(): Promise<Section[]> {
  const data = await emoji()
  const { encoder: judge } = await judgingVae(data)
  const plain = await race(data, judge, { ...defaultConfigs.gan, epochs })
  const growing = await race(data, judge, defaultConfigs.progan)
  const { figures, rows } = await inverted(growing.learned, data)
  const file = await sheet('progan', 'Progressive GAN and GAN', data.side, [
    ...(await samplesOf(growing, 'progan')),
    ...(await samplesOf(plain, 'gan')),
    ...rows,
  ])
  return [
    {
      kind: 'progan',
      about: aboutOf(growing.learned, data.name),
      minutes: growing.learned.minutes + plain.learned.minutes,
      figures: [...raced(plain, growing), ...figures],
      pictures: [
        { file, text: 'Samples of both; held-out pictures, their codes guessed and refined by progan' },
        { file: curveOf(plain, growing), text: 'Feature distance over minutes of CPU time spent in steps' },
      ],
      notes: [
        `Minutes are wall time of both runs with looking on; steps alone are in the table. The feature distance is the Frechet distance between VAE codes of ${sampleCount} samples and of as many training pictures, measured ${momentCount} times a run; the time of measuring does not count. CPU time is that of all threads of the process during steps, which other work on the machine stretches less than wall time. \`gan\` has ${epochs} epochs of batches of ${defaultConfigs.gan.batchSize}, \`progan\` ${defaultConfigs.progan.epochs} of ${defaultConfigs.progan.batchSize}: the defaults' step sizes, which fall to the end of the run.`,
        // Seen on the sheet of the committed run; look again after another.
        `To the eye neither wins: of the samples here, \`progan\` draws all six grounds, plain and clean, but eyes, glasses and mouths fall into blocks; \`gan\` draws sharp faces on noisy grounds, and none is magenta. Each new side throws \`progan\` back until it is faded in. Three hundred of its steps cost 0.3 minutes of CPU at the first side and 0.8 at the last. The two differ in networks, step sizes and batches too, and it is one seed each: this compares defaults, not growing alone.`,
      ],
    },
  ]
}

async function race(data: Data, judge: Encoder, config: TrainingConfig): Promise<Race> {
  const moments: Moment[] = []
  const z = gaussians(sampleCount * config.latentSize, mulberry32(4))
  const every = config.epochs / momentCount
  const onEpoch = async (run: Run, spent: Spent): Promise<void> => {
    if (run.epoch % every !== 0) return
    const distance = await distanceTo(judge, data, await run.decode(z, sampleCount))
    moments.push({ ...spent, distance })
    const [wall, cpu] = [spent.wallMs, spent.cpuMs].map((ms) => (ms / 60_000).toFixed(2))
    console.log(`${config.kind}: distance ${distance.toFixed(2)} after ${wall} min, CPU ${cpu} min`)
  }
  return { learned: await learn(data, config, { onEpoch }), moments }
}

const minutes = (ms: number): number => ms / 60_000

function raced(plain: Race, growing: Race): Figure[] {
  const aim = plain.moments.at(-1)!
  const arrived = growing.moments.find(({ distance }) => distance <= aim.distance)
  const last = growing.moments.at(-1)!
  return [
    figure("gan's distance in the end", aim.distance, ''),
    figure("gan's time to its end, CPU", minutes(aim.cpuMs), 'minutes'),
    figure("gan's time to its end, wall", minutes(aim.wallMs), 'minutes'),
    ...arrival(arrived, aim),
    figure("progan's distance in the end", last.distance, ''),
    figure("progan's time to its end, CPU", minutes(last.cpuMs), 'minutes'),
    figure("progan's time to its end, wall", minutes(last.wallMs), 'minutes'),
  ]
}

/** When the growing one is where the other ended. */
function arrival(arrived: Moment | undefined, aim: Moment): Figure[] {
  const name = "progan reaches gan's distance after"
  if (!arrived) return [{ name, value: 'never', bar: `< ${minutes(aim.cpuMs).toFixed(2)}`, isReached: false }]
  return [
    figure(`${name}, CPU`, minutes(arrived.cpuMs), 'minutes', ['<', minutes(aim.cpuMs)]),
    figure(`${name}, wall`, minutes(arrived.wallMs), 'minutes', ['<', minutes(aim.wallMs)]),
  ]
}

const curveOf = (plain: Race, growing: Race): string =>
  curves(
    'progan',
    'minutes of CPU time',
    [
      { label: 'gan', moments: plain.moments },
      { label: 'progan', moments: growing.moments },
    ].map(({ label, moments }) => ({
      label,
      points: moments.map(({ cpuMs, distance }) => [minutes(cpuMs), distance] as const),
    })),
  )

async function samplesOf({ learned }: Race, label: string): Promise<{ label: string; rgb: Uint8Array }[]> {
  const { decoder } = learned
  const rgb = await decoder.decode(gaussians(20 * decoder.latentSize, mulberry32(4)), 20)
  return [rgb.subarray(0, rgb.length / 2), rgb.subarray(rgb.length / 2)].map((half) => ({ label, rgb: half }))
}
