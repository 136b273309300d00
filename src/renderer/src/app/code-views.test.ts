import { expect, test } from 'vitest'
import { openProjection } from '../../../core/projection/projection'
import type { Attribute } from '../../../core/records/attribute'
import { nameOf } from '../state/image-words'
import { SpreadOnMap } from '../state/spread.svelte'
import { drawFigures, isWithin, neighbourFigures, spreadFigures } from './code-figures'
import { colourChoices, measureOf, valueOf } from './colour-choices'
import { colouringOfMeasure } from './colouring'

const smile = { name: 'smile', kind: 'binary', values: Float32Array.of(1, 0, NaN) } as Attribute
const age = { name: 'age', kind: 'number', values: Float32Array.of(20.04, NaN, 3) } as unknown as Attribute

test('an image is called by its labels that hold', () => {
  expect([0, 1, 2].map((i) => nameOf([smile, age], i))).toEqual([
    'Image 0: smile, age 20',
    'Image 1',
    'Image 2: age 3',
  ])
})

test('a label called like a measure is still a label', () => {
  const named = { ...smile, name: 'cluster' }
  const values = colourChoices([named], true).map(({ value }) => value)
  expect(new Set(values).size).toBe(values.length)
  expect(measureOf('cluster')).toBeUndefined()
  expect(measureOf(valueOf('cluster'))).toBe('cluster')
  expect(colourChoices([named], false)).toEqual([
    { value: '', label: 'Nothing' },
    { value: 'cluster', label: 'cluster' },
  ])
})

test('classes have the colours of their legend, amounts those of the ramp with its unit', () => {
  const classes = {
    name: 'split',
    kind: 'classes',
    values: Uint8Array.of(1, 0, 1),
    labels: ['a', 'b'],
  } as const
  const { colours, legend } = colouringOfMeasure(classes, '')
  const told = legend.kind === 'classes' ? legend.entries.map(({ colour }) => colour) : []
  const drawn = [0, 1, 2].map((i) => `rgb(${[...colours.subarray(4 * i, 4 * i + 3)].join(' ')})`)
  expect(drawn).toEqual([told[1], told[0], told[1]])
  const amounts = { name: 'error', kind: 'amounts', values: Float32Array.of(2, 8) } as const
  expect(colouringOfMeasure(amounts, '/ 255').legend).toEqual({
    kind: 'ramp',
    least: 2,
    most: 8,
    unit: '/ 255',
  })
})

const projection = openProjection({
  method: 'axes',
  dimensions: 2,
  latentSize: 3,
  mean: [0, 0, 0],
  basis: [1, 0, 0, 0, 0, 1],
})
const shown = { modelId: 'm', image: 1, mu: Float32Array.of(1, 9, 2), sigma: Float32Array.of(0.5, 7, 0.25) }

test('a posterior is drawn around its point, as wide as the deviations that the map shows', async () => {
  const onMap = new SpreadOnMap()
  onMap.follow(projection, shown, Float32Array.of(0, 0, 1, 2))
  await expect.poll(() => onMap.spread).toBeDefined()
  const spread = onMap.spread!
  const reaches = spreadFigures(spread).map(({ through }) =>
    [0, 1].map((axis) => Math.max(...through.map((place) => (place as number[])[axis]!))),
  )
  expect(reaches).toEqual([
    [expect.closeTo(1.5), expect.closeTo(2.25)],
    [expect.closeTo(2), expect.closeTo(2.5)],
  ])
  expect(isWithin(spread, [1.99, 2])).toBe(true)
  expect(isWithin(spread, [1.5, 2.49])).toBe(false)
  onMap.follow(projection, undefined, Float32Array.of(0, 0))
  expect(onMap.spread).toBeUndefined()
})

test('lines go to the neighbours, and to a draw, which is a dot', () => {
  expect(neighbourFigures([1, 2], Int32Array.of(7))).toEqual([{ role: 'neighbour', through: [[1, 2], 7] }])
  const [line, dot] = drawFigures(projection, [1, 2], Float32Array.of(4, 0, 5))
  expect(line!.through).toEqual([
    [1, 2],
    [4, 5],
  ])
  expect(dot).toEqual({ role: 'draw', through: [[4, 5], [4, 5]] }) // prettier-ignore
})
