import type { Attribute } from '../../../core/records/attribute'
import type { Measured } from '../state/measures.svelte'
import { classColours } from './palette'

/** What the colours of the map mean. */
export type Legend =
  | { kind: 'classes'; entries: { label: string; colour: string }[] }
  | { kind: 'ramp'; least: number; most: number; unit?: string }

export interface Colouring {
  /** sRGB with alpha, row-major [count, 4]. */
  colours: Uint8Array
  legend: Legend
  /** The amount of each image, NaN where it is not known, or the place of its class among the legend's entries: [count]. */
  values: Float32Array
}

type Rgb = readonly [number, number, number]

/** Okabe and Ito's palette: told apart with every common kind of colour blindness. */
const yes: Rgb = [230, 159, 0]
const no: Rgb = [86, 180, 233]
const unknown: Rgb = [140, 144, 152]

/** Viridis without its darkest tenth, which is lost on a dark ground. */
const ramp: readonly Rgb[] = [
  [72, 61, 139],
  [49, 104, 142],
  [33, 145, 140],
  [68, 191, 112],
  [186, 222, 40],
]

const opaque = 235

function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`
}

export const rampInCss = `linear-gradient(to right, ${ramp.map(cssOf).join(', ')})`

export function colouringOf({ kind, values }: Attribute): Colouring {
  return kind === 'binary' ? byClass(values) : byAmount(values)
}

export function colouringOfMeasure(measured: Measured, unit: string): Colouring {
  if (measured.kind === 'classes') return byClasses(measured.values, measured.labels)
  const { legend, ...painted } = byAmount(measured.values)
  return { ...painted, legend: { ...legend, unit } }
}

/** The colours of some of the pictures, row-major [images, 4]. */
export function coloursOf({ colours }: Colouring, images: Uint32Array): Uint8Array {
  const some = new Uint8Array(images.length * 4)
  images.forEach((image, place) => some.set(colours.subarray(4 * image, 4 * image + 4), 4 * place))
  return some
}

function byClass(values: Float32Array): Colouring {
  const entries = [
    { label: 'yes', colour: cssOf(yes) },
    { label: 'no', colour: cssOf(no) },
  ]
  if (values.some(Number.isNaN)) entries.push({ label: 'not known', colour: cssOf(unknown) })
  const colours = paint(values, (value) => (value >= 0.5 ? yes : no))
  const places = values.map((value) => (Number.isNaN(value) ? 2 : value >= 0.5 ? 0 : 1))
  return { colours, legend: { kind: 'classes', entries }, values: places }
}

function byClasses(classes: Uint8Array, labels: readonly string[]): Colouring {
  const palette = classColours(labels.length)
  const entries = labels.map((label, i) => ({ label, colour: cssOf(palette[i] ?? unknown) }))
  const values = Float32Array.from(classes)
  const colours = paint(values, (value) => palette[value] ?? unknown)
  return { colours, legend: { kind: 'classes', entries }, values }
}

function byAmount(values: Float32Array): Colouring & { legend: { kind: 'ramp' } } {
  const known = values.filter((value) => !Number.isNaN(value))
  const least = known.reduce((a, b) => Math.min(a, b), Infinity)
  const most = known.reduce((a, b) => Math.max(a, b), -Infinity)
  const reach = most - least || 1
  const colours = paint(values, (value) => alongRamp((value - least) / reach))
  return { colours, legend: { kind: 'ramp', least, most }, values }
}

function paint(values: Float32Array, colourOf: (value: number) => Rgb): Uint8Array {
  const colours = new Uint8Array(values.length * 4)
  values.forEach((value, i) => {
    const rgb = Number.isNaN(value) ? unknown : colourOf(value)
    colours.set([...rgb, opaque], i * 4)
  })
  return colours
}

function alongRamp(share: number): Rgb {
  const place = Math.min(Math.max(share, 0), 1) * (ramp.length - 1)
  const from = Math.min(Math.floor(place), ramp.length - 2)
  const [a, b] = [ramp[from] ?? unknown, ramp[from + 1] ?? unknown]
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(a[channel] + (b[channel] - a[channel]) * (place - from))
  return [mix(0), mix(1), mix(2)]
}
