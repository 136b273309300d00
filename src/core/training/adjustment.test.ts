import { expect, test } from 'vitest'
import { defaultConfigs } from '../records/training'
import { adjusted } from './adjustment'

test('only what was moved differs, and a kind without a KL term gets no weight for one', () => {
  const { vae, gan } = defaultConfigs
  expect(adjusted(vae, {})).toEqual(vae)
  expect(adjusted(vae, { klWeight: 4 })).toEqual({ ...vae, klWeight: 4 })
  expect(adjusted(gan, { klWeight: 4, learningRate: 1e-4 })).toEqual({ ...gan, learningRate: 1e-4 })
})
