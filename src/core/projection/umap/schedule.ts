import type { Edges } from '../edges'

/** Points that are pushed away for each edge that pulls. */
const pushesPerPull = 5

/**
 * When each edge is next due: one of the greatest weight in every epoch, one of half of it in every second. Kept as
 * numbers of epochs, so that it can be stopped after any edge.
 */
export interface Schedule {
  heads: Int32Array
  tails: Int32Array
  /** Epochs between two pulls of each edge. */
  periods: Float32Array
  due: Float32Array
  /** Epochs between two pushes, and the last one's. */
  pushPeriods: Float32Array
  pushed: Float32Array
}

/** Edges so light that they would never be due are left out. */
export function schedule(edges: Edges, epochs: number): Schedule {
  const most = edges.weights.reduce((a, b) => Math.max(a, b), 0)
  const isDue = (_: number, e: number): boolean => edges.weights[e]! * epochs >= most
  const periods = edges.weights.filter(isDue).map((weight) => most / weight)
  const pushPeriods = periods.map((period) => period / pushesPerPull)
  return {
    heads: edges.heads.filter(isDue),
    tails: edges.tails.filter(isDue),
    periods,
    due: periods.slice(),
    pushPeriods,
    pushed: pushPeriods.slice(),
  }
}
