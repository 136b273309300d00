import { expect, test } from 'vitest'
import { settingNames, settingsFrom } from './train-settings'
import { modelKinds } from '../core/records/training'
import { settingTable } from '../core/records/training-settings-table'

/** A value of every setting, as it is typed. */
function typed(name: ReturnType<typeof settingNames>[number]): string {
  const setting = settingTable[name]
  switch (setting.type) {
    case 'number':
      return String(setting.min)
    case 'choice':
      return setting.options.at(-1)!.value
    case 'switch':
      return 'yes'
    default:
      return 'large'
  }
}

test.each(modelKinds)('every setting of %s can be typed', (kind) => {
  const names = settingNames(kind)
  const words = names.map((name) => `${name}=${typed(name)}`).join(', ')
  expect(Object.keys(settingsFrom(kind, words))).toEqual(names)
  expect(settingsFrom(kind, 'channels = Small ')).toEqual({ channels: [12, 24, 32, 48] })
})
