import { projectionFields, type ProjectionField } from '../../../../core/projection/fields'
import type { MapAxis, MapRecord } from '../../../../core/records/map'
import { inPercent } from './words'

/** A method by which a map can be made. */
export type Method = MapRecord['method']

export const methodNames: Record<Method, string> = {
  pca: 'PCA',
  umap: 'UMAP',
  tsne: 't-SNE',
  axes: 'Chosen axes',
  raw: 'Latent space',
}

/** What each is for, in a sentence or two. */
export const methodWords: Record<Method, string> = {
  pca: 'The view that keeps most of the codes’ spread. Quick, and a drag is exact.',
  umap: 'Neighbours stay together: clusters show, and roughly how they hang together.',
  tsne: 'Neighbours stay together: fine clusters show best. Distances between them say little.',
  axes: 'Two directions of your choice, such as smile across and glasses up. A drag is exact.',
  raw: 'The latent space itself, as it is. A drag is exact.',
}

/** What chooses the axes of a map, in the order across, up. */
export const axisWords = ['Across', 'Up', 'Into depth'] as const

export const nameOfAxis = (axis: MapAxis): string =>
  axis.kind === 'concept' ? axis.name : `Dimension ${axis.dimension}`

/** `UMAP, neighbours 30`: tells the maps of one model apart. */
export function nameOf(map: MapRecord): string {
  const parts = [map.axes ? map.axes.map(nameOfAxis).join(' × ') : methodNames[map.method]]
  if ('settings' in map) parts.push(...chosenIn(map.method, map.settings))
  if (map.dimensions === 3) parts.push('3D')
  return parts.join(', ')
}

/** What is said of it under its name. */
export function trustOf({ figures }: MapRecord): { about?: string } {
  const trust = figures?.trustworthiness
  return trust === undefined ? {} : { about: `trustworthiness ${trust.toFixed(3)}` }
}

/** The numbers that were moved. */
function chosenIn(method: 'umap' | 'tsne', settings: Readonly<Record<string, number>>): string[] {
  const fields = Object.entries<ProjectionField>(projectionFields[method])
  const moved = fields.filter(([name, { usual }]) => (settings[name] ?? usual) !== usual)
  return moved.map(([name, { label, usual }]) => `${label.toLowerCase()} ${settings[name] ?? usual}`)
}

function isExact(map: MapRecord): boolean {
  return 'basis' in map
}

/** What a drag on it means. */
export function dragWords(map: MapRecord): string {
  if (map.axes) return 'A drag is exact: the code moves along the two axes and keeps all else.'
  if (map.method === 'raw') return 'A drag is exact: the point is the code.'
  if (isExact(map)) return 'A drag is exact: the code keeps what the map does not show.'
  return 'A drag is local: the code becomes a blend of the codes around the hand.'
}

/** The larger of its two medians: `2.3 % off`. */
export function roundTripOf(map: MapRecord): string | undefined {
  if (isExact(map)) return 'exact'
  const found = map.figures?.roundTrip
  return found && `${inPercent(Math.max(found.near, found.far))} off`
}

/** `2.1 s`, `40 ms`. */
export function durationOf(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
}
