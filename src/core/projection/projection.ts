import type { AffineRecord, LocalRecord, ProjectionRecord } from '../records/projection'
import { latentFromMap, mapFromLatent } from './affine'
import { LocalMap, type Anchor } from './local/local-map'
import type { LocalData } from './local/placed'

/** A map that can be used, whatever method made it. */
export interface Projection {
  record: ProjectionRecord
  /** Where a code lies, [dimensions]. */
  mapFromLatent(z: ArrayLike<number>): Float32Array
  /** The code at a point of the map when the anchor is dragged there, [latentSize]. */
  latentFromMap(pointInMap: ArrayLike<number>, anchor: Anchor): Float32Array
  /** The same for one drag of many points: what depends on the anchor alone is computed once. */
  startDrag(anchor: Anchor): (pointInMap: ArrayLike<number>) => Float32Array
}

export interface OpenSettings extends Partial<Pick<LocalData, 'codes' | 'positions'>> {
  /** Of UMAP and t-SNE: share of what is its own that a dragged code keeps however far it goes, in [0, 1]. */
  keep?: number
}

/** @throws RangeError when a map by UMAP or t-SNE comes without its arrays, or with others */
export function openProjection(record: ProjectionRecord, settings: OpenSettings = {}): Projection {
  return 'basis' in record ? affineProjection(record) : localProjection(record, settings)
}

function affineProjection(record: AffineRecord): Projection {
  const drag = (point: ArrayLike<number>, { code }: Anchor): Float32Array =>
    latentFromMap(record, point, code)
  return {
    record,
    mapFromLatent: (z) => mapFromLatent(record, z),
    latentFromMap: drag,
    startDrag: (anchor) => (point) => drag(point, anchor),
  }
}

function localProjection(record: LocalRecord, { codes, positions, keep = 0 }: OpenSettings): Projection {
  const { dimensions, latentSize, count } = record
  if (codes?.length !== count * latentSize || positions?.length !== count * dimensions)
    throw new RangeError(`this map needs the codes and positions of its ${count} points: make the map anew`)
  const map = new LocalMap({ dimensions, latentSize, codes, positions })
  return {
    record,
    mapFromLatent: (z) => map.mapFromLatent(z),
    latentFromMap: (point, anchor) => map.startDrag(anchor, keep)(point),
    startDrag: (anchor) => map.startDrag(anchor, keep),
  }
}
