import { expect, test } from 'vitest'
import {
  codeSizeOf,
  conditionsOf,
  defaultConfigs,
  modelKinds,
  type TrainingConfig,
} from '../records/training'
import { partsOf, placeOfCondition, rangeOf } from './parts'

const told = { conditions: ['smile', 'hat'] }
const configs: TrainingConfig[] = modelKinds.map((kind): TrainingConfig => {
  if (kind === 'cvae') return { ...defaultConfigs.cvae, ...told }
  if (kind === 'cgan') return { ...defaultConfigs.cgan, ...told }
  if (kind === 'hvae') return { ...defaultConfigs.hvae, latentSize: 5, detailSize: 9 }
  return defaultConfigs[kind]
})

test.each(configs.map((config) => [config.kind, config] as const))(
  'the parts of %s follow one another, and fill its codes or are none',
  (_, config) => {
    const [parts, size] = [partsOf(config), codeSizeOf(config)]
    const end = parts.reduce((next, { start, size }) => (expect(start).toBe(next), next + size), 0)
    expect(end).toBe(parts.length > 0 ? size : 0)
    expect(rangeOf(config, 'whole')).toEqual({ start: 0, size })
    const places = conditionsOf(config).map((name) => placeOfCondition(config, name))
    expect(places).toEqual(places.length > 0 ? [size - 2, size - 1] : [])
  },
)

test('which kinds have parts, and what they are called', () => {
  const named = configs.map((config) => [
    config.kind,
    partsOf(config)
      .map(({ name }) => name)
      .join(),
  ])
  expect(named.filter(([, names]) => names)).toEqual([
    ['hvae', 'top,detail'],
    ['stylegan', 'coarse,middle,fine'],
  ])
  expect(rangeOf(defaultConfigs.vae, 'top')).toBeUndefined()
  expect(placeOfCondition(defaultConfigs.vae, 'smile')).toBeUndefined()
})
