import { defaultConfigs } from '../../src/core/records/training'
import { bytesOf } from './data'
import { judgeOf } from './judging'
import { learn } from './learn'
import { aboutOf, figure, sheet, type Figure, type Section } from './report'
import { faces } from './vae'

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
