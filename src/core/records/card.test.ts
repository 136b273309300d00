import { expect, test } from 'vitest'
import { cardOf, cardText, type CardFacts } from './card'
import type { ModelRecord } from './model'
import { defaultConfigs } from './training'

const model: ModelRecord = {
  version: 1,
  id: 'm1',
  name: 'Conditional GAN 32, Emoji',
  datasetId: 'd1',
  width: 32,
  height: 32,
  config: { ...defaultConfigs.cgan, conditions: ['smile', 'glasses'], hasSpectralNorm: true },
  state: 'stopped',
  epoch: 3,
  step: 1500,
  stepsPerEpoch: 500,
  engine: 'WebAssembly, 2 threads',
  trainedMs: 150_000,
  figures: { generator: 2, encoder: 12.3456 },
  createdAt: '2026-01-02T03:04:05.678Z',
}
const facts: CardFacts = {
  model,
  dataset: {
    version: 1,
    id: 'd1',
    name: 'Emoji',
    source: { kind: 'builtin', preset: 'emoji', seed: 1 },
    count: 2500,
    width: 32,
    height: 32,
    attributes: [],
    heldOut: { seed: 1, fraction: 0.2 },
    credits: 'Drawn by somebody.',
    createdAt: model.createdAt,
  },
}
const valueOf = (known: CardFacts, label: string): string | undefined =>
  cardOf(known)
    .flatMap(({ rows }) => rows)
    .find((row) => row.label === label)?.value

test('a card tells in words what was asked for, from what, and what came of it', () => {
  const told = (label: string): string | undefined => valueOf(facts, label)
  expect(told('State')).toBe('stopped, epoch 3 of 20, 1,500 steps')
  expect(told('Time')).toBe('3 minutes')
  expect(told('Conditions')).toBe('smile, glasses')
  expect(told('Code')).toBe('34 numbers')
  expect(told('Spectral norm')).toBe('yes')
  expect(told('Loss')).toBe('Non-saturating')
  expect(told('Learning rate')).toBe('0.0005')
  expect(told('Networks')).toBe('Medium (24, 48, 64, 96)')
  expect(told('Pictures')).toBe('2,500, of which 20 % are held out')
  expect(told('Encoder')).toBe('12.35')
  expect(told('Active units')).toBeUndefined()
})

test('active units count without the conditions; data that are gone are said to be', () => {
  const config = { ...defaultConfigs.cvae, conditions: ['smile'] }
  const known = { model: { ...model, config }, activeUnits: 9 }
  expect(valueOf(known, 'Active units')).toBe('9 of 32')
  expect(valueOf(known, 'Name')).toBe('no longer in this document')
})

test('as text it begins with the name and has a line for every row', () => {
  const lines = cardText(facts).split('\n')
  expect(lines[0]).toBe(model.name)
  expect(lines).toContain('  Seed: 7')
  expect(lines.filter((line) => line.startsWith('  '))).toHaveLength(
    cardOf(facts).flatMap((s) => s.rows).length,
  )
})
