import type { TrainingConfig } from './training'
import { widthLabel, type Setting, type SettingName } from './training-settings'
import { settingTable } from './training-settings-table'

export const settingLabel = (name: SettingName): string => settingTable[name].label

/** What a configuration says of a setting; undefined where its kind does not have it. */
export function settingOf(config: TrainingConfig, name: SettingName): unknown {
  return (config as Partial<Record<SettingName, unknown>>)[name]
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false })

/** A setting's value as people read it; a dash where the kind does not have it. */
export function settingInWords(config: TrainingConfig, name: SettingName): string {
  const value = settingOf(config, name)
  return value === undefined ? '–' : inWords(settingTable[name], value)
}

function inWords(setting: Setting, value: unknown): string {
  switch (setting.type) {
    case 'number':
      return amount.format(Number(value))
    case 'switch':
      return value === true ? 'yes' : 'no'
    case 'choice':
      return setting.options.find((option) => option.value === value)?.label ?? String(value)
    case 'width':
      return widthInWords(value as readonly number[])
    case 'labels':
      return (value as readonly string[]).join(', ')
  }
}

function widthInWords(channels: readonly number[]): string {
  const [label, list] = [widthLabel(channels), channels.join(', ')]
  return label === list ? list : `${label} (${list})`
}
