import { droppedBits } from './gradient-table'
import type { Sweep } from './sweep'

const farthest = 4

/** `sweepPlane` with a third coordinate; apart, because a loop over coordinates would double the time of both. */
export function sweepSpace(
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
  const perState = positions.length / 3 / 2 ** 32
  let state = random[0]! | 0
  for (let e = first; e < end; e++) {
    if (due[e]! > epoch) continue
    const i = heads[e]! * 3
    const j = tails[e]! * 3
    let x = positions[i]!
    let y = positions[i + 1]!
    let z = positions[i + 2]!
    let dx = x - positions[j]!
    let dy = y - positions[j + 1]!
    let dz = z - positions[j + 2]!
    squared[0] = dx * dx + dy * dy + dz * dz
    let factor = attraction[bits[0]! >>> droppedBits]!
    let gx = rate * Math.max(-farthest, Math.min(farthest, factor * dx))
    let gy = rate * Math.max(-farthest, Math.min(farthest, factor * dy))
    let gz = rate * Math.max(-farthest, Math.min(farthest, factor * dz))
    x += gx
    y += gy
    z += gz
    positions[j]! -= gx
    positions[j + 1]! -= gy
    positions[j + 2]! -= gz
    due[e]! += periods[e]!
    const pushes = ((epoch - pushed[e]!) / pushPeriods[e]!) | 0
    for (let push = 0; push < pushes; push++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const o = (((state >>> 0) * perState) | 0) * 3
      if (o === i) continue
      dx = x - positions[o]!
      dy = y - positions[o + 1]!
      dz = z - positions[o + 2]!
      squared[0] = dx * dx + dy * dy + dz * dz
      factor = repulsion[bits[0]! >>> droppedBits]!
      gx = factor * dx
      gy = factor * dy
      gz = factor * dz
      x += rate * Math.max(-farthest, Math.min(farthest, gx))
      y += rate * Math.max(-farthest, Math.min(farthest, gy))
      z += rate * Math.max(-farthest, Math.min(farthest, gz))
    }
    positions[i] = x
    positions[i + 1] = y
    positions[i + 2] = z
    pushed[e]! += pushes * pushPeriods[e]!
  }
  random[0] = state >>> 0
}
