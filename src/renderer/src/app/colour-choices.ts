import type { Attribute } from '../../../core/records/attribute'
import { measureNames, type MeasureName } from '../state/measures.svelte'

interface Choice {
  value: string
  label: string
  about?: string
  group?: string
}

/** No attribute is called that: names of attributes have no control characters. */
const mark = '\u0001'

const words: Record<MeasureName, { label: string; about: string; unit: string }> = {
  unusual: {
    label: 'Unusual codes',
    about: 'Share of the images whose code is less far from the mean (Mahalanobis)',
    unit: '%',
  },
  cluster: { label: 'Cluster', about: 'Groups of near codes, by k-means in the latent space', unit: '' },
  error: {
    label: 'Reconstruction error',
    about: 'Root mean square, in levels of 255; what the model describes badly',
    unit: '/ 255',
  },
  split: { label: 'Held out or not', about: 'Images that the model never learnt from', unit: '' },
}

export const unitOf = (name: MeasureName): string => words[name].unit

/** All that a map can be coloured by; of labels alone there are no groups. */
export function colourChoices(attributes: readonly Attribute[], withMeasures: boolean): Choice[] {
  const labels = attributes.map(({ name }) => ({ value: name, label: name }))
  if (!withMeasures) return [{ value: '', label: 'Nothing' }, ...labels]
  return [
    { value: '', label: 'Nothing' },
    ...labels.map((choice) => ({ ...choice, group: 'Labels' })),
    ...measureNames.map((name) => ({
      value: mark + name,
      label: words[name].label,
      about: words[name].about,
      group: 'Measured',
    })),
  ]
}

export const valueOf = (name: MeasureName): string => mark + name

/** The measure that is chosen, if it is one. */
export function measureOf(value: string | undefined): MeasureName | undefined {
  return measureNames.find((name) => value === valueOf(name))
}
