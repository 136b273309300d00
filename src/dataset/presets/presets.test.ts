import { expect, test } from 'vitest'
import { mulberry32, seedFrom } from '../../core/random/random'
import { presetNames } from '../../core/records/dataset'
import { presetWords } from '../../core/records/presets'

import { presets } from '.'
import { mixColours, skinTone, type Sample } from './preset'

/** Those that are put together of the parts of a style; how the others are drawn is tested beside them. */
const styleNames = ['faces', 'big-smiles', 'avatars', 'emoji'] as const
type StyleName = (typeof styleNames)[number]

const draws = 2000
const samples = Object.fromEntries(
  styleNames.map((name) => [
    name,
    Array.from({ length: draws }, (_, i) => presets[name].draw(mulberry32(seedFrom(7, i)))),
  ]),
) as Record<StyleName, Sample[]>

const names = Object.fromEntries(styleNames.map((name) => [name, presetWords[name].labels])) as Record<
  StyleName,
  readonly string[]
>

/** Mouths and lenses as their artists called them. */
const smiling: Record<StyleName, string[]> = {
  faces: ['bigSmile'],
  avatars: ['smile'],
  'big-smiles': ['openedSmile', 'teethSmile'],
  emoji: ['wideSmile', 'smileTeeth', 'smileLol'],
}
const dark: Record<StyleName, string[]> = {
  faces: ['sunglasses'],
  avatars: ['kurt', 'wayfarers'],
  'big-smiles': ['sunglasses'],
  emoji: ['shades'],
}
const clear = ['glasses', 'prescription01', 'prescription02']

const valuesOf = (name: StyleName, attribute: string): number[] =>
  samples[name].map(({ attributes }) => attributes[attribute]!)
const chosen = ({ options }: Sample, option: string): string => (options[option] as string[])[0]!
const blue = (colour: string): number => parseInt(colour.slice(4), 16)

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0) / row.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0)
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
}

/** What the eyes or the accessories of a drawing are; none when they are left out. */
function lenses(name: StyleName, sample: Sample): string {
  if (name === 'faces' || name === 'emoji') return chosen(sample, 'eyes')
  return sample.options['accessoriesProbability'] === 100 ? chosen(sample, 'accessories') : 'none'
}

test.each(styleNames)('%s: every image has the same labels, yes or no but for the skin tone', (name) => {
  for (const { attributes } of samples[name]) expect(Object.keys(attributes)).toEqual(names[name])
  for (const attribute of names[name].filter((one) => one !== 'skin tone'))
    expect([...new Set(valuesOf(name, attribute))].sort(), attribute).toEqual([0, 1])
  const tones = names[name].includes('skin tone') ? valuesOf(name, 'skin tone') : [0, 1]
  expect(Math.min(...tones)).toBeLessThan(0.01)
  expect(Math.max(...tones)).toBeGreaterThan(0.99)
})

test.each(styleNames)('%s: no factor tells anything of another', (name) => {
  for (const [i, a] of names[name].entries())
    for (const b of names[name].slice(i + 1)) {
      if (a === 'glasses' && b === 'sunglasses') continue
      const found = Math.abs(correlation(valuesOf(name, a), valuesOf(name, b)))
      expect(found, `${a} and ${b}`).toBeLessThan(0.1)
    }
})

test.each(styleNames)('%s: smile and glasses are what is drawn', (name) => {
  for (const sample of samples[name]) {
    const { smile, glasses, sunglasses } = sample.attributes
    expect(smile).toBe(Number(smiling[name].includes(chosen(sample, 'mouth'))))
    expect(sunglasses).toBe(Number(dark[name].includes(lenses(name, sample))))
    expect(glasses).toBe(Number([...dark[name], ...clear].includes(lenses(name, sample))))
  }
})

test.each(['faces', 'avatars'] as const)(
  '%s: a beard is drawn when the label says so, in the colour of the hair',
  (name) => {
    for (const { options, attributes } of samples[name]) {
      expect(options['facialHairProbability']).toBe(attributes['beard'] === 1 ? 100 : 0)
      if (name === 'avatars') expect(options['facialHairColor']).toEqual(options['hairColor'])
    }
  },
)

test.each(['faces', 'avatars', 'big-smiles'] as const)(
  '%s: no style of hair is both long and short',
  (name) => {
    const option = name === 'avatars' ? 'top' : 'hair'
    const styles = (long: number): Set<string> =>
      new Set(
        samples[name].filter((one) => one.attributes['long hair'] === long).map((one) => chosen(one, option)),
      )
    expect(styles(1).size).toBeGreaterThan(2)
    expect(styles(0).size).toBeGreaterThan(2)
    expect([...styles(1)].filter((style) => styles(0).has(style))).toEqual([])
  },
)

test.each(['faces', 'avatars', 'big-smiles'] as const)(
  '%s: a higher skin tone is never a lighter skin',
  (name) => {
    const byTone = [...samples[name]].sort((a, b) => a.attributes['skin tone']! - b.attributes['skin tone']!)
    const blues = byTone.map((sample) => blue(chosen(sample, 'skinColor')))
    for (let i = 1; i < draws; i++) expect(blues[i]!).toBeLessThanOrEqual(blues[i - 1]!)
  },
)

/** A name that a style does not know is replaced by any other, and the label would be wrong. */
test.each(styleNames)('%s: every option is one that the style knows', async (name) => {
  const { schema } = (await presets[name].loadStyle()) as { schema: { properties: object } }
  const known = { ...schema.properties } as Record<string, { items?: { enum?: string[] } }>
  const drawn = new Map<string, Set<unknown>>()
  for (const { options } of samples[name])
    for (const [option, values] of Object.entries(options))
      drawn.set(option, new Set([...(drawn.get(option) ?? []), ...[values].flat()]))
  drawn.delete('backgroundColor')
  for (const [option, values] of drawn) {
    expect(Object.keys(known)).toContain(option)
    const allowed = known[option]!.items?.enum
    if (allowed) expect(allowed, option).toEqual(expect.arrayContaining([...values]))
  }
})

test('biased faces: hardly anyone with long hair has a beard, and all else is as in faces', () => {
  const drawn = Array.from({ length: draws }, (_, i) =>
    presets['biased-faces'].draw(mulberry32(seedFrom(7, i))),
  )
  const values = (name: string): number[] => drawn.map(({ attributes }) => attributes[name]!)
  expect(correlation(values('long hair'), values('beard'))).toBeLessThan(-0.6)
  for (const name of ['smile', 'glasses', 'dark hair', 'skin tone'])
    for (const biased of ['long hair', 'beard'])
      expect(Math.abs(correlation(values(name), values(biased))), `${name} and ${biased}`).toBeLessThan(0.1)
  for (const { options, attributes } of drawn)
    expect(options['facialHairProbability']).toBe(attributes['beard'] === 1 ? 100 : 0)
})

test('a colour between two and a tone between stops', () => {
  expect(mixColours('000000', 'ff8000', 0.5)).toBe('804000')
  expect(skinTone(['ffffff', '808080', '000000'], 0)).toBe('ffffff')
  expect(skinTone(['ffffff', '808080', '000000'], 0.5)).toBe('808080')
  expect(skinTone(['ffffff', '808080', '000000'], 1)).toBe('000000')
})

test('what is said of the built-in data sets before they are drawn holds for each', () => {
  expect(presetNames.map((preset) => presets[preset].name)).toEqual(
    presetNames.map((preset) => presetWords[preset].name),
  )
})
