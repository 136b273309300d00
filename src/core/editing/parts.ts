import type { PartName } from '../records/edit'
import { codeSizeOf, conditionsOf, type TrainingConfig } from '../records/training'

/** The numbers `start` to `start + size - 1` of a code. */
export interface Range {
  start: number
  size: number
}

/** Neighbouring numbers of a code that say one kind of thing of a picture. */
export interface Part extends Range {
  name: PartName
  label: string
  /** In plain words, for who has never heard of levels or styles. */
  changes: string
}

type Words = Pick<Part, 'name' | 'label' | 'changes'>

const ladderParts: readonly [Words, Words] = [
  {
    name: 'top',
    label: 'Coarse',
    changes:
      'The upper level of the ladder, which starts the picture: what it is, its large shapes and its main colours.',
  },
  {
    name: 'detail',
    label: 'Detail',
    changes:
      'The lower level of the ladder, which comes in later: what is small, such as outlines and how features lie.',
  },
]

const styleParts: readonly Words[] = [
  {
    name: 'coarse',
    label: 'Coarse',
    changes: 'The style of the first layers, where the picture is tiny: pose, large shapes and how they lie.',
  },
  {
    name: 'middle',
    label: 'Middle',
    changes: 'The style of the layers between: features, and what is part of what.',
  },
  {
    name: 'fine',
    label: 'Fine',
    changes:
      'The style of the last layers, and of how features become colours: colours, light and small marks.',
  },
]

/** The parts of a model's codes that can be edited apart, in their order; none where a code is one whole. */
export function partsOf(config: TrainingConfig): readonly Part[] {
  const { kind, latentSize } = config
  if (kind === 'stylegan')
    return styleParts.map((words, i) => ({ ...words, start: i * latentSize, size: latentSize }))
  if (kind !== 'hvae') return []
  const [top, detail] = ladderParts
  return [
    { ...top, start: 0, size: latentSize },
    { ...detail, start: latentSize, size: config.detailSize },
  ]
}

/** Where a part lies in the codes of a model; undefined when they have no such part. */
export function rangeOf(config: TrainingConfig, name: PartName): Range | undefined {
  if (name === 'whole') return { start: 0, size: codeSizeOf(config) }
  return partsOf(config).find((part) => part.name === name)
}

/** The place in a code of what a model is told; undefined when it is not told that. */
export function placeOfCondition(config: TrainingConfig, name: string): number | undefined {
  const conditions = conditionsOf(config)
  const place = conditions.indexOf(name)
  return place < 0 ? undefined : codeSizeOf(config) - conditions.length + place
}

/** Whether codes are styles, which truncation brings nearer to the mean one. */
export const hasTruncation = ({ kind }: TrainingConfig): boolean => kind === 'stylegan'
