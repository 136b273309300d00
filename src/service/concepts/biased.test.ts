import { beforeAll, expect, test } from 'vitest'
import { withoutOthers } from '../../core/concepts/keep'
import { labelledRows, type LabelledCodes } from '../../core/concepts/labelled'
import { makeConcept, type MadeConcept } from '../../core/concepts/make'
import { conceptBasis } from '../../core/concepts/probes'
import { splitIndices } from '../../core/random/random'
import type { ConceptSource } from '../../core/records/concept'
import { leadingEigenvectors } from '../../core/statistics/leading'
import { fitLogistic, type LinearProbe } from '../../core/statistics/logistic'
import { columnMeans, covariance, dot } from '../../core/statistics/moments'
import { buildPreset } from '../../dataset'

const [count, latentSize, side] = [1200, 24, 16]
let data: LabelledCodes
/** Fitted on images that no concept learned from: what a concept keeps by its own boundary, these judge. */
let judges: Record<'beard' | 'long hair', LinearProbe>

/** Codes of a linear autoencoder with the least error: principal components of the pixels. */
beforeAll(async () => {
  const { images, attributes } = await buildPreset({ preset: 'biased-faces', seed: 5, count, size: 32 })
  const pixels = halved(images)
  const size = side * side * 3
  const mean = columnMeans(pixels, count, size)
  const { vectors } = leadingEigenvectors(covariance(pixels, count, size, mean), size, latentSize)
  const codes = Float32Array.from({ length: count * latentSize }, (_, at) => {
    const axis = vectors.subarray((at % latentSize) * size, ((at % latentSize) + 1) * size)
    return dot(axis, pixels, Math.floor(at / latentSize) * size) - dot(axis, mean)
  })
  data = { codes, count, latentSize, attributes, split: splitIndices(count, 1, 0.5) }
  judges = { beard: judge('beard'), 'long hair': judge('long hair') }
}, 60_000)

/** To half the side, by the mean of four pixels; 0 to 1. */
function halved(images: Uint8Array): Float32Array {
  return Float32Array.from({ length: count * side * side * 3 }, (_, at) => {
    const [c, x, y] = [at % 3, Math.floor(at / 3) % side, Math.floor(at / (3 * side)) % side]
    const image = Math.floor(at / (3 * side * side)) * 32 * 32 * 3
    const pixel = (dx: number, dy: number): number =>
      images[image + ((2 * y + dy) * 32 + 2 * x + dx) * 3 + c]!
    return (pixel(0, 0) + pixel(1, 0) + pixel(0, 1) + pixel(1, 1)) / 1020
  })
}

function judge(name: string): LinearProbe {
  const attribute = data.attributes.find((one) => one.name === name)!
  const { codes, labels } = labelledRows(data, attribute, data.split.heldOut)
  return fitLogistic(codes, labels, latentSize)
}

const make = (source: ConceptSource): MadeConcept => makeConcept({ basis: conceptBasis(data) }, source)
const long = { kind: 'labels', attribute: 'long hair' } as const

/** What a hand would pick: the first pictures that have it, and the first that lack it. */
function piles(size: number): ConceptSource {
  const { values } = data.attributes.find(({ name }) => name === 'long hair')!
  const rows = (value: number): number[] =>
    Array.from(data.split.train)
      .filter((i) => values[i] === value)
      .slice(0, size)
  return { kind: 'examples', having: rows(1), lacking: rows(0) }
}

test('long hair without beards: most of the leak goes, and hair grows as long', () => {
  const source = piles(200)
  const beard = make({ kind: 'labels', attribute: 'beard', method: 'means' })
  const { direction } = make(source)
  const kept = withoutOthers(direction, [beard.boundary!])!
  const effect = (name: keyof typeof judges, d: ArrayLike<number>): number => dot(judges[name].weights, d)
  const [before, after] = [effect('beard', direction), effect('beard', kept)]
  expect(before).toBeLessThan(-0.1)
  expect(Math.abs(after)).toBeLessThan(0.2 * Math.abs(before))
  expect(effect('long hair', kept)).toBeGreaterThan(0.8 * effect('long hair', direction))
})

test('labels balanced over the others leak less than two piles do', () => {
  const leak = ({ leakage }: MadeConcept): number => Math.abs(leakage['beard']!)
  expect(leak(make({ ...long, method: 'means' }))).toBeLessThan(0.5 * leak(make(piles(200))))
})
