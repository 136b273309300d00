import { defaultConfigs, type VaeConfig } from '../../../../core/records/training'
import { presetNames, type DatasetRecord, type PresetName } from '../../../../core/records/dataset'
import type { TrainRequest } from '../../../../protocol/api'

/** What the form holds. `data` is `preset:NAME` or `dataset:ID`. */
export interface Wishes extends Pick<
  VaeConfig,
  'latentSize' | 'epochs' | 'batchSize' | 'seed' | 'learningRate' | 'klWeight' | 'likelihood'
> {
  data: string
  count: number
}

export function firstWishes(datasetId: string | undefined): Wishes {
  const { latentSize, epochs, batchSize, seed, learningRate, klWeight, likelihood } = defaultConfigs.vae
  const config = { latentSize, epochs, batchSize, seed, learningRate, klWeight, likelihood }
  return { ...config, data: datasetId ? `dataset:${datasetId}` : 'preset:emoji', count: 1000 }
}

const presetLabels: Record<PresetName, string> = {
  faces: 'Faces',
  'big-smiles': 'Big smiles',
  avatars: 'Avatars',
  emoji: 'Emoji',
  factors: 'Shapes',
}

export function dataOptions(datasets: readonly DatasetRecord[]): { value: string; label: string }[] {
  return [
    ...datasets.map(({ id, name }) => ({ value: `dataset:${id}`, label: `${name}, in this document` })),
    ...presetNames.map((preset) => ({
      value: `preset:${preset}`,
      label: `${presetLabels[preset]}, newly drawn`,
    })),
  ]
}

export function isPreset({ data }: Wishes): boolean {
  return data.startsWith('preset:')
}

export function requestOf(wishes: Wishes): TrainRequest {
  const { data, count, ...config } = wishes
  const preset = presetNames.find((name) => data === `preset:${name}`)
  if (preset) return { preset, count, dataSeed: config.seed, config }
  return { datasetId: data.replace('dataset:', ''), config }
}
