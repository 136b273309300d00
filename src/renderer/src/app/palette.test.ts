import { expect, test } from 'vitest'
import { classColours } from './palette'

type Rgb = readonly [number, number, number]

/** Of linear RGB, for those who lack a kind of cone wholly: Machado, Oliveira & Fernandes (2009). */
const sights: Record<string, readonly Rgb[]> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]], // prettier-ignore
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]], // prettier-ignore
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]], // prettier-ignore
}

const times = (rows: readonly Rgb[], v: Rgb): Rgb =>
  rows.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Rgb
const linear = (rgb: Rgb): Rgb =>
  rgb.map((c) => (c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb

/** Ottosson's OKLab (2020), in which equal distances look about equal. */
function seen(rgb: Rgb, sight: readonly Rgb[]): Rgb {
  const cones = times(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], // prettier-ignore
    times(sight, linear(rgb)),
  ).map((x) => Math.cbrt(Math.max(0, x))) as unknown as Rgb
  return times(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], // prettier-ignore
    cones,
  )
}

test.each(Object.keys(sights))('classes are told apart with sight: %s', (name) => {
  for (let classes = 2; classes <= 12; classes++) {
    const colours = classColours(classes).map((rgb) => seen(rgb, sights[name]!))
    expect(colours).toHaveLength(classes)
    const apart = colours.flatMap((a, i) =>
      colours.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
    )
    // Two steps that are just noticed side by side are about 0.02 apart.
    expect(Math.min(...apart)).toBeGreaterThan(0.07)
  }
})
