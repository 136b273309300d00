import type { Random } from '../../core/random/random'
import type { PresetName } from '../../core/records/dataset'

/** What is drawn and what it is labelled with. Every option is chosen by us, so a label is exact by construction. */
export interface Sample {
  /** Options of the DiceBear style; a list of one is a choice made. */
  options: Record<string, string[] | number>
  /** Attribute values by name: 1 and 0 for yes and no, or a number. */
  attributes: Record<string, number>
}

/** One drawn image: uint8 RGB [side, side, 3], with what it shows. */
export interface DrawnImage {
  rgb: Uint8Array
  attributes: Record<string, number>
}

interface About {
  preset: PresetName
  name: string
  description: string
  /** Who drew the art, under which licence, and what was changed. */
  credits: string
}

/** Parts of a DiceBear style, put together and painted as SVG. */
export interface StylePreset extends About {
  kind: 'style'
  /** Part of the drawing that is shown, as an SVG viewBox; the whole of it when absent. */
  viewBox?: string
  loadStyle: () => Promise<unknown>
  draw: (random: Random) => Sample
}

/** Painted by our own code, pixel by pixel. */
export interface DrawnPreset extends About {
  kind: 'drawn'
  /** The same random numbers show the same thing at every `side`, in pixels. */
  draw: (random: Random, side: number) => DrawnImage
}

/** A built-in data set. Its factors are drawn independently of one another, but where its name says otherwise. */
export type Preset = StylePreset | DrawnPreset

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)]!
}

export const chance = (random: Random, probability: number): boolean => random() < probability

export const yes = (value: boolean): number => (value ? 1 : 0)

/** A colour between two, channel by channel. Six hexadecimal digits, as DiceBear wants them. */
export function mixColours(from: string, to: string, share: number): string {
  const channel = (colour: string, i: number): number => parseInt(colour.slice(2 * i, 2 * i + 2), 16)
  return [0, 1, 2]
    .map((i) => Math.round(channel(from, i) + share * (channel(to, i) - channel(from, i))))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')
}

/** Skin tones from light (0) to dark (1), continuous between the given stops. */
export function skinTone(stops: readonly string[], tone: number): string {
  const position = tone * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(position))
  return mixColours(stops[below]!, stops[below + 1]!, position - below)
}

/** What faces of two styles have in common, drawn independently of one another. Sunglasses are a kind of glasses. */
export interface FaceTraits {
  smile: boolean
  glasses: boolean
  sunglasses: boolean
  beard: boolean
  long: boolean
  /** From light (0) to dark (1). */
  tone: number
}

export function drawTraits(random: Random): FaceTraits {
  const smile = chance(random, 0.5)
  const glasses = chance(random, 0.4)
  const sunglasses = chance(random, 0.4) && glasses
  return { smile, glasses, sunglasses, beard: chance(random, 0.4), long: chance(random, 0.5), tone: random() }
}

export function traitAttributes(traits: FaceTraits, hairName: string): Sample['attributes'] {
  return {
    smile: yes(traits.smile),
    glasses: yes(traits.glasses),
    sunglasses: yes(traits.sunglasses),
    beard: yes(traits.beard),
    'long hair': yes(traits.long),
    'dark hair': yes(hairName === 'black' || hairName === 'brown'),
    'skin tone': traits.tone,
  }
}
