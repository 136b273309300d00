/** What is told of maps. */
import type { MapRecord } from '../../core/records/map'
import type { TaskProgress } from './images'

export interface MapView {
  record: MapRecord
  /** Row-major [count, dimensions], in map space. */
  positionsInMap: Float32Array
}

/** A map to be made. `settings` by the names of `projectionFields`, the usual ones where left out. */
export type MapRequest = { modelId: string } & (
  | { method: 'raw' }
  | { method: 'pca'; dimensions: 2 | 3 }
  | { method: 'umap' | 'tsne'; dimensions: 2 | 3; settings?: Record<string, number> }
  /** Two or three. */
  | { method: 'axes'; axes: AxisChoice[] }
)

export type AxisChoice = { kind: 'dimension'; dimension: number } | { kind: 'concept'; conceptId: string }

/** How far a map is that is being made. */
export interface MapMaking extends TaskProgress {
  modelId: string
  dimensions: 2 | 3
  /** The layout so far, row-major [count, dimensions]; of maps that take shape. */
  positionsInMap?: Float32Array
}

/** All maps of a model, oldest first, and the one that it is shown by. */
export interface ModelMaps {
  maps: MapRecord[]
  map: MapView
}
