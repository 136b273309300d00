import type { ProjectionRecord } from './projection'

/** `maps/ID/map.json`; the positions lie beside it in positions.npy (float32 [count, dimensions]). */
export type MapRecord = MapHead & ProjectionRecord

interface MapHead {
  version: 2
  id: string
  modelId: string
  /** What each axis of a map by axes is, as it was chosen. */
  axes?: MapAxis[]
  /** Absent on maps of the first version, until they are made again. */
  figures?: MapFigures
  createdAt: string
}

/** A latent dimension, or a concept of the model by its name when it was chosen. */
export type MapAxis =
  { kind: 'dimension'; dimension: number } | { kind: 'concept'; conceptId: string; name: string }

/** How far a map can be believed. The ranks are of twelve neighbours; absent where there are too few codes for them. */
export interface MapFigures {
  /** See `MapQuality`, in [0, 1]. */
  trustworthiness?: number
  continuity?: number
  /** Codes whose neighbours were ranked. */
  sampled?: number
  /** How far a dragged point comes to lie from where it was let go, as shares of the map's radius; see `RoundTrip`. */
  roundTrip: { near: number; far: number }
  /** What the projection took, figures not counted. */
  durationMs: number
}
