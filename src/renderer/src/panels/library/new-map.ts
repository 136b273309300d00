import type { ConceptRecord } from '../../../../core/records/concept'
import type { AxisChoice, MapRequest } from '../../../../protocol/api'
import type { Method } from './map-words'

interface Option {
  value: string
  label: string
}

interface Wanted {
  method: Method
  dimensions: 2 | 3
  settings: Readonly<Record<string, number>>
  /** Values of `axisOptions`. */
  axes: readonly string[]
}

/** What a new map may be made by: the map by PCA in 2D is always there. */
export function methodsFor(latentSize: number): Method[] {
  const isSmall = latentSize === 2 || latentSize === 3
  return ['umap', 'tsne', 'axes', 'pca', ...(isSmall ? ['raw' as const] : [])]
}

/** All that can be an axis: concepts first, then the dimensions of the latent space. */
export function axisOptions(concepts: readonly ConceptRecord[], latentSize: number): Option[] {
  return [
    ...concepts
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, name }) => ({ value: `concept:${id}`, label: name })),
    ...Array.from({ length: latentSize }, (_, i) => ({ value: `dimension:${i}`, label: `Dimension ${i}` })),
  ]
}

/** What was chosen by place, and the next that is free where nothing was. */
export function chosenAxes(
  chosen: readonly (string | undefined)[],
  options: readonly Option[],
  dimensions: 2 | 3,
): string[] {
  const known = (value: string | undefined): boolean => options.some((option) => option.value === value)
  const kept = Array.from({ length: dimensions }, (_, place) =>
    known(chosen[place]) ? chosen[place] : undefined,
  )
  const free = options.map(({ value }) => value).filter((value) => !kept.includes(value))
  return kept.map((value) => value ?? free.shift() ?? '')
}

export function requestOf(modelId: string, { method, dimensions, settings, axes }: Wanted): MapRequest {
  if (method === 'raw') return { modelId, method }
  if (method === 'pca') return { modelId, method, dimensions }
  if (method === 'axes') return { modelId, method, axes: axes.map(axisOf) }
  return { modelId, method, dimensions, settings: { ...settings } }
}

function axisOf(value: string): AxisChoice {
  const [kind, name = ''] = value.split(':')
  return kind === 'concept' ? { kind, conceptId: name } : { kind: 'dimension', dimension: Number(name) }
}
