import type { ConfigOf, ModelKind } from './training'

/** What may be set about a run, for whoever shows or reads it: a form, a card, a command line. */

type AnyConfig = { [K in ModelKind]: ConfigOf<K> }[ModelKind]
type KeyOf<C> = C extends unknown ? keyof C : never
export type SettingName = Exclude<KeyOf<AnyConfig>, 'kind'>
type ValueIn<C, N extends SettingName> = C extends unknown ? (N extends keyof C ? C[N] : never) : never
type SettingValue<N extends SettingName = SettingName> = ValueIn<AnyConfig, N>

interface Words {
  label: string
  /** Two sentences at most: what it does, and when one would change it. */
  help: string
}

interface NumberSetting extends Words {
  type: 'number'
  /** What the form lets through; the document allows more. */
  min: number
  max: number
  step: number
  isWhole?: boolean
}

interface ChoiceSetting<V extends string = string> extends Words {
  type: 'choice'
  options: readonly { value: V; label: string }[]
}

interface SwitchSetting extends Words {
  type: 'switch'
}

/** Names of labels of the data. */
interface LabelsSetting extends Words {
  type: 'labels'
}

/** Output channels of the four convolutions. */
interface WidthSetting extends Words {
  type: 'width'
}

/** The description that fits a value: which type it has decides. */
type SettingFor<V> = [V] extends [number]
  ? NumberSetting
  : [V] extends [boolean]
    ? SwitchSetting
    : [V] extends [string]
      ? ChoiceSetting<V>
      : [V] extends [[number, number, number, number]]
        ? WidthSetting
        : LabelsSetting

export type SettingTable = { readonly [N in SettingName]: SettingFor<SettingValue<N>> }
export type Setting = SettingTable[SettingName]

/** Networks of one shape and three sizes; each holds about four times the numbers of the one before it. */
export const networkWidths: readonly { label: string; channels: [number, number, number, number] }[] = [
  { label: 'Small', channels: [12, 24, 32, 48] },
  { label: 'Medium', channels: [24, 48, 64, 96] },
  { label: 'Large', channels: [48, 96, 128, 192] },
]
