import { imageSize, presetNames, type DatasetRecord, type ImageSize } from '../../../core/records/dataset'
import { presetWords } from '../../../core/records/presets'
import { defaultConfigs, type ModelKind, type TrainingConfig } from '../../../core/records/training'
import { settingsOf } from '../../../core/records/training-forms'
import type { SettingName, SettingValue } from '../../../core/records/training-settings'
import type { TrainRequest } from '../../../protocol/api'

export type Settings = Partial<Record<SettingName, SettingValue>>

/** What one wants of a run before it starts. */
export interface Wishes {
  kind: ModelKind
  /** `preset:NAME` or `dataset:ID`; empty until it is chosen. */
  data: string
  /** Of pictures that are to be drawn. */
  count: number
  side: ImageSize
  /** What was set by hand, for whichever kind: another kind takes over what it knows, and the rest waits. */
  set: Settings
}

export const firstWishes: Wishes = { kind: 'vae', data: '', count: 1000, side: imageSize, set: {} }

export const isPreset = ({ data }: Pick<Wishes, 'data'>): boolean => data.startsWith('preset:')

export function dataOptions(datasets: readonly DatasetRecord[]): { value: string; label: string }[] {
  return [
    ...datasets.map(({ id, name }) => ({ value: `dataset:${id}`, label: `${name}, in this document` })),
    ...presetNames.map((preset) => ({
      value: `preset:${preset}`,
      label: `${presetWords[preset].name}, newly drawn`,
    })),
  ]
}

/** Labels that a model can be told of these pictures. */
export function labelsOf(
  { data }: Pick<Wishes, 'data'>,
  datasets: readonly DatasetRecord[],
): readonly string[] {
  const preset = presetNames.find((name) => data === `preset:${name}`)
  if (preset) return presetWords[preset].labels
  const dataset = datasets.find(({ id }) => data === `dataset:${id}`)
  return dataset?.attributes.map(({ name }) => name) ?? []
}

/** All that is set for this kind: by hand, or as it usually is. Labels that the data lack are left out. */
export function configOf({ kind, set }: Wishes, labels: readonly string[]): TrainingConfig {
  const { first, more } = settingsOf(kind)
  const known = [...first, ...more].filter((name) => name in set)
  const config = { ...defaultConfigs[kind], ...Object.fromEntries(known.map((name) => [name, set[name]])) }
  if ('conditions' in config) config.conditions = config.conditions.filter((name) => labels.includes(name))
  return config
}

export function requestOf(wishes: Wishes, config: TrainingConfig): TrainRequest {
  const { data, count, side } = wishes
  const preset = presetNames.find((name) => data === `preset:${name}`)
  if (preset) return { preset, count, dataSeed: config.seed, size: side, config }
  return { datasetId: data.replace('dataset:', ''), config }
}

export function withSettings(wishes: Wishes, settings: Settings): Wishes {
  return { ...wishes, set: { ...wishes.set, ...settings } }
}

/** Data that are there: those that were chosen, or else the data set that is shown, the newest one, or emoji. */
export function settled(
  wishes: Wishes,
  datasets: readonly DatasetRecord[],
  shown: string | undefined,
): Wishes {
  const options = dataOptions(datasets).map(({ value }) => value)
  const data = [wishes.data, `dataset:${shown}`, `dataset:${datasets.at(-1)?.id}`]
  return { ...wishes, data: data.find((one) => options.includes(one)) ?? 'preset:emoji' }
}

/** Wishes for the same run again. */
export function wishesLike({ kind, ...set }: TrainingConfig, datasetId: string): Wishes {
  return { ...firstWishes, kind, data: `dataset:${datasetId}`, set: { ...set } }
}

/** Why this cannot be trained yet, in words. */
export function obstacleTo(config: TrainingConfig, labels: readonly string[]): string | undefined {
  if (!('conditions' in config) || config.conditions.length > 0) return undefined
  return labels.length > 0
    ? 'Choose at least one label that the model is told.'
    : 'These pictures have no labels; this kind needs some.'
}
