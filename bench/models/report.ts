import { writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { contactSheet } from '../../src/dataset'
import type { Learned } from './learn'

/** One line of a table. */
export interface Figure {
  name: string
  value: string
  /** What the project asks for; absent where nothing is. */
  bar?: string
  isReached?: boolean
}

/** A table of its own: more than one value a line. */
export interface Table {
  head: string[]
  rows: string[][]
}

export interface Section {
  kind: string
  /** Data, size, epochs. */
  about: string
  minutes: number
  /** The rung of the engine that it was made on. */
  rung?: string
  figures: Figure[]
  tables?: Table[]
  /** Files beside the report, with what they show. */
  pictures: { file: string; text: string }[]
  notes: string[]
}

export const folder = join('docs', 'models')

/** A bar that a number must reach from below or from above. */
export function figure(
  name: string,
  value: number,
  unit: string,
  bar?: [least: '>=' | '<=' | '<', of: number],
): Figure {
  const shown = { name, value: `${short(value)}${unit && ` ${unit}`}` }
  if (!bar) return shown
  const isReached = bar[0] === '>=' ? value >= bar[1] : bar[0] === '<' ? value < bar[1] : value <= bar[1]
  return { ...shown, bar: `${bar[0]} ${short(bar[1])}${unit && ` ${unit}`}`, isReached }
}

const short = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toFixed(0) : Number(value.toPrecision(3)).toString()

/** Rows of pictures, RGB bytes one after another, as one PNG. */
export async function sheet(
  name: string,
  title: string,
  side: number,
  rows: readonly { label: string; rgb: Uint8Array }[],
): Promise<string> {
  const length = side * side * 3
  const pictures = (rgb: Uint8Array) =>
    Array.from({ length: rgb.length / length }, (_, i) => ({
      width: side,
      height: side,
      rgba: rgbaOf(rgb.subarray(i * length, (i + 1) * length)),
    }))
  const png = await contactSheet(
    title,
    rows.map(({ label, rgb }) => ({ label, pictures: pictures(rgb) })),
    64 / side,
  )
  return kept(`${name}.png`, png)
}

function rgbaOf(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255)
  for (let i = 0; i < rgb.length / 3; i++) rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i)
  return rgba
}

export function kept(file: string, content: Uint8Array | string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), content)
  return file
}

export const aboutOf = ({ config }: Learned, data: string): string =>
  `${data}; ${config.epochs} epochs of batches of ${config.batchSize}, latent size ${config.latentSize}, seed ${config.seed}`

export function markdown({
  kind,
  about,
  minutes,
  rung,
  figures,
  tables = [],
  pictures,
  notes,
}: Section): string {
  const rows = figures.map(({ name, value, bar = '', isReached }) => {
    const judged = isReached === undefined ? '' : isReached ? 'yes' : '**no**'
    return `| ${name} | ${value} | ${bar} | ${judged} |`
  })
  return [
    `## \`${kind}\``,
    `${about}. ${short(minutes)} minutes${rung ? ` on \`${rung}\`` : ''}.`,
    ['| figure | value | asked for | reached |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...tables.map(tableOf),
    ...notes,
    ...pictures.map(({ file, text }) => `![${text}](models/${file})\n\n${text}.`),
  ].join('\n\n')
}

const tableOf = ({ head, rows }: Table): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
