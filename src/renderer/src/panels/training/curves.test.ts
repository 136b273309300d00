import { expect, test } from 'vitest'
import type { TrainingPoint } from '../../../../core/records/training'
import { chartsOf, linesOf } from './curves'
import { drawn, smoothed } from './two-runs'

const vae: TrainingPoint[] = [
  { step: 1, epoch: 0, total: 9, reconstruction: 8, kl: 1, gradient: 3 },
  {
    step: 3,
    epoch: 1,
    total: 7,
    reconstruction: 6,
    kl: 1,
    gradient: 2,
    heldOut: { total: 8, psnr: 20, elbo: -9 },
  },
]
const gan: TrainingPoint[] = [
  {
    step: 2,
    epoch: 0,
    generator: 1,
    discriminator: 2,
    real: 0.6,
    fake: 0.4,
    generatorGradient: 5,
    gradient: 1,
  },
]
const idsOf = (...histories: TrainingPoint[][]): string[] => chartsOf(...histories).map(({ id }) => id)

test('a run is offered the charts that it has numbers for, and one before it has any', () => {
  expect(idsOf(vae)).toEqual(['losses', 'gradients', 'psnr', 'elbo'])
  expect(idsOf(gan)).toEqual(['losses', 'scores', 'gradients'])
  expect(idsOf(vae, gan)).toEqual(['losses', 'scores', 'gradients', 'psnr', 'elbo'])
  expect(idsOf([])).toEqual(['losses'])
})

test('what is kept aside is told at the end of an epoch only', () => {
  const lines = linesOf(chartsOf(vae)[0]!, vae)
  expect(lines.map(({ label, values }) => [label, values])).toEqual([
    ['Total', [9, 7]],
    ['Reconstruction', [8, 6]],
    ['KL', [1, 1]],
    ['Held-out total', [null, 8]],
  ])
})

test('another run is dashed, in the colours of the first, over the steps of both', () => {
  const other = [
    { step: 2, epoch: 0, total: 5 },
    { step: 3, epoch: 0, total: 4 },
  ]
  const { x, series } = drawn(chartsOf(vae)[0]!, vae, other)
  expect(x).toEqual([1, 2, 3])
  expect(series[0]).toMatchObject({ label: 'Total', values: [9, null, 7] })
  expect(series.at(-1)).toMatchObject({
    label: 'Total',
    values: [null, 5, 4],
    colour: series[0]!.colour,
    isDashed: true,
  })
})

test('smoothing keeps the first value, forgets nothing of a constant line, and leaves sparse ones alone', () => {
  const line = { label: 'a', colour: 'c', values: [4, null, 8] }
  expect(smoothed([line], 0.5)[0]!.values).toEqual([4, null, (0.25 * 4 + 0.5 * 8) / 0.75])
  const held = { ...line, isSparse: true }
  expect(smoothed([held], 0.9)).toEqual([held])
  expect(smoothed([line], 0)).toEqual([line])
})
