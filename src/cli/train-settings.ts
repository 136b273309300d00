import type { ModelKind } from '../core/records/training'
import { settingsOf } from '../core/records/training-forms'
import { networkWidths, type Setting, type SettingName } from '../core/records/training-settings'
import { settingTable } from '../core/records/training-settings-table'
import { UsageError } from './arguments'

/** `noise=0.2,isLinear=yes` for a kind that has these. @throws UsageError that says what there is */
export function settingsFrom(kind: ModelKind, words: string): Partial<Record<SettingName, unknown>> {
  return Object.fromEntries(
    words.split(',').map((word) => {
      const [name = '', value = ''] = word.split('=', 2).map((part) => part.trim())
      return [knownName(kind, name), valueFrom(name as SettingName, value)]
    }),
  )
}

/** Those of a kind that can be given as one word; labels have an option of their own. */
export function settingNames(kind: ModelKind): SettingName[] {
  const { first, more } = settingsOf(kind)
  return [...first, ...more].filter((name) => settingTable[name].type !== 'labels')
}

function knownName(kind: ModelKind, name: string): SettingName {
  const known = settingNames(kind).find((one) => one === name)
  if (known) return known
  throw new UsageError(`${kind} has no setting "${name}"; it has ${settingNames(kind).join(', ')}.`)
}

function valueFrom(name: SettingName, text: string): unknown {
  const setting = settingTable[name]
  const value = valueOf(setting, text)
  if (value !== undefined) return value
  throw new UsageError(`${name} is ${wantedBy(setting)}, not "${text}".`)
}

/** Undefined when it cannot be read. What is out of range is refused with the rest of the configuration. */
function valueOf(setting: Setting, text: string): unknown {
  switch (setting.type) {
    case 'number':
      return numberFrom(text, setting.isWhole)
    case 'switch':
      return new Map([
        ['yes', true],
        ['true', true],
        ['no', false],
        ['false', false],
      ]).get(text)
    case 'choice':
      return setting.options.find(({ value }) => value === text)?.value
    case 'width':
      return networkWidths.find(({ label }) => label.toLowerCase() === text.toLowerCase())?.channels
    case 'labels':
      return undefined
  }
}

function numberFrom(text: string, isWhole = false): number | undefined {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return undefined
  return isWhole && !Number.isInteger(value) ? undefined : value
}

function wantedBy(setting: Setting): string {
  switch (setting.type) {
    case 'number':
      return setting.isWhole ? 'a whole number' : 'a number'
    case 'switch':
      return 'yes or no'
    case 'choice':
      return setting.options.map(({ value }) => value).join(', ')
    case 'width':
      return networkWidths.map(({ label }) => label.toLowerCase()).join(', ')
    case 'labels':
      return 'given with --conditions'
  }
}
