import { activeUnits, klPerDimension } from '../../src/core/metrics/active-units'
import { gaussians, mulberry32 } from '../../src/core/random/random'
import { defaultConfigs } from '../../src/core/records/training'
import { curves, type Curve } from './curves'
import { bytesOf, drawn, type Data } from './data'
import { learn, type Learned } from './learn'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'

export const faces = (): Promise<Data> => drawn('faces', 3000, 64)
/** ELBOs are compared in nats, so both learn their variance and weigh the KL with 1. */
export const inNats = { variance: 'learned', klWeight: 1 } as const
export const epochs = 40

export const vaeOn = (data: Data): Promise<Learned> =>
  learn(data, { ...defaultConfigs.vae, ...inNats, epochs })

/** What is known of a bound in nats. */
function boundFigures({ figures }: Learned): Figure[] {
  return [
    figure('ELBO per picture', figures.elbo!, 'nats'),
    figure('reconstruction', figures.reconstruction!, 'nats'),
    figure('KL', figures.kl!, 'nats'),
    figure('held-out PSNR', figures.psnr!, 'dB'),
  ]
}

export const elboCurve = (label: string, { history }: Learned): Curve => ({
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
