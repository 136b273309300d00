import { expect, test } from 'vitest'
import { defaultConfigs } from '../../../core/records/training'
import { presetWords } from '../../../core/records/presets'
import { configOf, firstWishes, obstacleTo, requestOf, wishesLike, type Wishes } from './wishes'

const emoji = presetWords.emoji.labels
const set: Wishes['set'] = { latentSize: 8, klWeight: 2, loss: 'hinge', conditions: ['smile', 'beard'] }

test('another kind keeps what both know, and what it does not know waits', () => {
  const wishes = { ...firstWishes, set }
  expect(configOf(wishes, [])).toEqual({ ...defaultConfigs.vae, latentSize: 8, klWeight: 2 })
  expect(configOf({ ...wishes, kind: 'gan' }, [])).toEqual({
    ...defaultConfigs.gan,
    latentSize: 8,
    loss: 'hinge',
  })
  expect(configOf({ ...wishes, kind: 'hvae' }, [])).toMatchObject({ latentSize: 8, klWeight: 2 })
})

test('a model is told only labels that its data have', () => {
  const wishes: Wishes = { ...firstWishes, kind: 'cvae', data: 'preset:emoji', set }
  expect(configOf(wishes, emoji)).toMatchObject({ conditions: ['smile'] })
  expect(obstacleTo(configOf(wishes, emoji), emoji)).toBeUndefined()
  expect(obstacleTo(configOf(wishes, []), [])).toContain('no labels')
  expect(obstacleTo(configOf({ ...wishes, set: {} }, emoji), emoji)).toContain('at least one label')
})

test('what is asked for names either a data set or pictures to draw', () => {
  const config = defaultConfigs.ae
  const wishes: Wishes = { ...firstWishes, kind: 'ae', count: 64, side: 32 }
  expect(requestOf({ ...wishes, data: 'preset:emoji' }, config)).toEqual({
    preset: 'emoji',
    count: 64,
    dataSeed: config.seed,
    size: 32,
    config,
  })
  expect(requestOf({ ...wishes, data: 'dataset:abc' }, config)).toEqual({ datasetId: 'abc', config })
})

test('a run can be asked for again', () => {
  const config = { ...defaultConfigs.cgan, conditions: ['smile'], r1Weight: 3 }
  const wishes = wishesLike(config, 'abc')
  expect(configOf(wishes, emoji)).toEqual(config)
  expect(requestOf(wishes, config)).toEqual({ datasetId: 'abc', config })
})
