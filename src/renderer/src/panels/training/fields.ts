import type { TrainingConfig } from '../../../../core/records/training'
import { networkWidths, widthLabel, type SettingName } from '../../../../core/records/training-settings'

/** What a configuration says of a setting; which type it has, the setting's table tells. */
export function valueOf(config: TrainingConfig, name: SettingName): unknown {
  return (config as Partial<Record<SettingName, unknown>>)[name]
}

/** The three widths, and the one that is set where it is none of them. */
export function widthOptions(channels: readonly number[]): { value: string; label: string }[] {
  const known = networkWidths.map((width) => ({ value: width.channels.join(), label: width.label }))
  const own = { value: channels.join(), label: widthLabel(channels) }
  return known.some(({ value }) => value === own.value) ? known : [...known, own]
}

export function channelsOf(value: string): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = value.split(',').map(Number)
  return [a, b, c, d]
}
