import { droppedBits, type GradientTable } from './gradient-table'
import type { Schedule } from './schedule'

/** What a sweep works on; positions, schedule and random state change in place. */
export interface Sweep {
  /** Row-major [count, 2] or [count, 3]. */
  positions: Float32Array
  schedule: Schedule
  table: GradientTable
  /** State of xorshift32 (Marsaglia 2003), not 0. */
  random: Uint32Array
}

/** No coordinate moves farther in one step. */
const farthest = 4

/**
 * One epoch over the edges from `first` to `end`, in two dimensions: pulls the ends of each edge that is due together and
 * pushes its head away from points at random. In place of functions there are repeated lines: this is where all of the
 * time goes.
 */
export function sweepPlane(
  { positions, schedule, table, random }: Sweep,
  epoch: number,
  rate: number,
  first: number,
  end: number,
): void {
  const { heads, tails, periods, due, pushPeriods, pushed } = schedule
  const { attraction, repulsion } = table
  const squared = new Float32Array(1)
  const bits = new Uint32Array(squared.buffer)
  const perState = positions.length / 2 / 2 ** 32
  let state = random[0]! | 0
  for (let e = first; e < end; e++) {
    if (due[e]! > epoch) continue
    const i = heads[e]! << 1
    const j = tails[e]! << 1
    let x = positions[i]!
    let y = positions[i + 1]!
    let dx = x - positions[j]!
    let dy = y - positions[j + 1]!
    squared[0] = dx * dx + dy * dy
    let factor = attraction[bits[0]! >>> droppedBits]!
    let gx = factor * dx
    let gy = factor * dy
    gx = rate * (gx > farthest ? farthest : gx < -farthest ? -farthest : gx)
    gy = rate * (gy > farthest ? farthest : gy < -farthest ? -farthest : gy)
    x += gx
    y += gy
    positions[j]! -= gx
    positions[j + 1]! -= gy
    due[e]! += periods[e]!
    const pushes = ((epoch - pushed[e]!) / pushPeriods[e]!) | 0
    for (let push = 0; push < pushes; push++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const o = (((state >>> 0) * perState) | 0) << 1
      if (o === i) continue
      dx = x - positions[o]!
      dy = y - positions[o + 1]!
      squared[0] = dx * dx + dy * dy
      factor = repulsion[bits[0]! >>> droppedBits]!
      gx = factor * dx
      gy = factor * dy
      x += rate * (gx > farthest ? farthest : gx < -farthest ? -farthest : gx)
      y += rate * (gy > farthest ? farthest : gy < -farthest ? -farthest : gy)
    }
    positions[i] = x
    positions[i + 1] = y
    pushed[e]! += pushes * pushPeriods[e]!
  }
  random[0] = state >>> 0
}
