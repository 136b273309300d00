import { expect, test } from 'vitest'
import { defaultConfigs, modelKinds, type TrainingConfig } from '../../core/records/training'
import { networkWidths, type Setting, type SettingName } from '../../core/records/training-settings'
import { settingTable } from '../../core/records/training-settings-table'
import { settingsOf } from '../../core/records/training-forms'
import { trainingConfigSchema } from './formats'

/** Every value at an edge of what the setting lets through. */
function edgesOf(setting: Setting): unknown[] {
  switch (setting.type) {
    case 'number':
      return [setting.min, setting.max]
    case 'choice':
      return setting.options.map(({ value }) => value)
    case 'switch':
      return [false, true]
    case 'labels':
      return [['smile'], ['smile', 'skin tone']]
    case 'width':
      return networkWidths.map(({ channels }) => channels)
  }
}

/** The defaults, with a label for the kinds that are told some. */
const usual = (kind: TrainingConfig['kind']): object =>
  'conditions' in defaultConfigs[kind]
    ? { ...defaultConfigs[kind], conditions: ['smile'] }
    : defaultConfigs[kind]

test.each(modelKinds)('%s: what the form lets through, a document keeps', (kind) => {
  const { first, more } = settingsOf(kind)
  for (const name of [...first, ...more])
    for (const value of edgesOf(settingTable[name])) {
      const config = { ...usual(kind), [name]: value }
      expect(trainingConfigSchema.safeParse(config).data, `${name} ${String(value)}`).toEqual(config)
    }
})

test.each(modelKinds)('%s: every setting is offered once, and its default is one that can be set', (kind) => {
  const defaults = Object.fromEntries(
    Object.entries(defaultConfigs[kind]).filter(([name]) => name !== 'kind'),
  )
  const { first, more } = settingsOf(kind)
  expect([...first, ...more].sort()).toEqual(Object.keys(defaults).sort())
  for (const [name, value] of Object.entries(defaults)) {
    const setting: Setting = settingTable[name as SettingName]
    if (setting.type === 'number') {
      expect(value, name).toBeGreaterThanOrEqual(setting.min)
      expect(value, name).toBeLessThanOrEqual(setting.max)
      if (setting.isWhole) expect(Number.isInteger(value), name).toBe(true)
    }
    if (setting.type === 'choice') expect(setting.options.map((option) => option.value)).toContain(value)
  }
})
