import { expect, test } from 'vitest'
import { defaultConfigs, type TrainingPoint } from '../records/training'
import { signsOf } from './signs-of'

const point = (step: number, losses: Partial<TrainingPoint>): TrainingPoint => ({ step, epoch: 0, ...losses })

test('the rules are told what is minimised, whatever the kind calls it', () => {
  const vae = signsOf(defaultConfigs.vae, [point(1, { total: 3, kl: 1 })], { settledAtStep: 5 })
  expect(vae).toEqual({ series: { total: [{ step: 1, value: 3 }] }, settledAtStep: 5 })
  const ae = signsOf(defaultConfigs.ae, [point(2, { reconstruction: 7 })], {})
  expect(ae).toEqual({ series: { total: [{ step: 2, value: 7 }] } })
})

test('the scores of a critic are not probabilities', () => {
  const points = [point(1, { generator: 1, discriminator: 2, real: 0.6, fake: 0.4 })]
  const { gan } = defaultConfigs
  expect(Object.keys(signsOf(gan, points, {}).series)).toContain('realScore')
  expect(Object.keys(signsOf({ ...gan, loss: 'wasserstein' }, points, {}).series)).not.toContain('realScore')
})
