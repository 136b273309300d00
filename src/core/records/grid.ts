import type { Operation } from './edit'

/** Grids of variations: faces against amounts of a concept, two concepts as axes, and what A is to B, C is to which? */
export const gridKinds = ['amounts', 'concepts', 'analogy'] as const
export type GridKind = (typeof gridKinds)[number]

/** An image with what was done to it. */
export interface GridFace {
  image: number
  operations: Operation[]
}

/** All that a grid's codes follow from, given its model. */
export interface GridRecord {
  version: 1
  kind: GridKind
  /** The rows; of `concepts` the one in the middle; of `analogy` A, B and C. */
  faces: GridFace[]
  /** Of `amounts` one, of `concepts` across and up. */
  conceptIds: string[]
  /** In units of a concept, ascending. */
  amounts: number[]
}

export const mostGridFaces = 12
export const mostGridAmounts = 15
