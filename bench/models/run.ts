import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { autoencoders } from './autoencoders'
import { betaVae } from './beta-vae'
import { cgan } from './cgan'
import { cvae } from './cvae'
import { gan } from './gan'
import { hvae } from './hvae'
import { progan } from './progan'
import { stylegan } from './stylegan'
import { folder, kept, markdown, type Section } from './report'
import { backend } from './learn'
import { vae } from './vae'

const experiments: Record<string, () => Promise<Section[]>> = {
  ae: autoencoders,
  vae,
  'beta-vae': betaVae,
  cvae,
  hvae,
  gan,
  cgan,
  progan,
  stylegan,
}

/** Sections of earlier runs, so that one kind can be done again. */
function known(): Record<string, Section[]> {
  const file = join(folder, 'figures.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Section[]>) : {}
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const { name, device } = await backend()
  for (const [kind, experiment] of Object.entries(experiments)) {
    if (wanted.length > 0 && !wanted.includes(kind)) continue
    const sections = (await experiment()).map((section): Section => ({ ...section, rung: name }))
    for (const section of sections) console.log(markdown(section))
    kept('figures.json', `${JSON.stringify({ ...known(), [kind]: sections }, undefined, 2)}\n`)
  }
  const all = known()
  const ordered = Object.keys(experiments).flatMap((kind) => all[kind] ?? [])
  const head = `# Models\n\nWhat each kind of model reaches, on data that is drawn here and on pictures that it did not learn from. Written by\n\`npm run report:models\` on \`${name}\` (${device}), two cores shared with other work, which\nminutes of wall time include; \`npm run report:models -- KIND\` does one kind anew. Every run is seeded.`
  kept(join('..', 'models.md'), `${[head, ...ordered.map(markdown)].join('\n\n')}\n`)
}

void main()
