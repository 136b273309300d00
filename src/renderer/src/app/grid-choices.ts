import type { Attribute } from '../../../core/records/attribute'
import { byColour, byNearness, byNumber } from '../state/image-grid.svelte'

interface Choice {
  value: string
  label: string
  about?: string
  group?: string
}

/** All that the images can be in the order of. */
export function gridChoices(attributes: readonly Attribute[]): Choice[] {
  return [
    { value: byNumber, label: 'Number' },
    { value: byColour, label: 'Colour', about: 'What the map is coloured by: label, cluster, error' },
    { value: byNearness, label: 'Nearness', about: 'To the code of the selected image, in the latent space' },
    ...attributes.map(({ name }) => ({ value: name, label: name, group: 'Labels' })),
  ]
}
