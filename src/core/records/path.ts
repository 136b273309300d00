/** A line over a map with the pictures along it: enough to make them again. Kept by the window until it is closed. */
export interface PathRecord {
  modelId: string
  mapId: string
  /** Corners of the line, each [dimensions] of the map; at least two. */
  line: readonly (readonly number[])[]
  count: PathCount
  way: PathWay
  /** The codes along it, row-major [count, latentSize]. */
  codes: Float32Array
}

export const pathCounts = [8, 16, 32] as const
export type PathCount = (typeof pathCounts)[number]

/** What lies under the line, or from the code at its beginning to that at its end: straight, or along an arc. */
export type PathWay = 'map' | 'linear' | 'slerp'
