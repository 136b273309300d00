import type { TreePlace } from '../../../../core/editing/tree-layout'

/** The state that an arrow key leads to: before, after, or on the branch above or below; undefined for none. */
export function neighbourIn(places: readonly TreePlace[], at: number, key: string): number | undefined {
  const here = places.find(({ step }) => step === at)
  const after = places.filter(({ parent }) => parent === at)
  if (key === 'ArrowLeft') return here?.parent
  if (key === 'ArrowRight') return nearestLane(after, here?.lane ?? 0)
  if (!here || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined
  const direction = key === 'ArrowUp' ? -1 : 1
  const beyond = places.filter(
    ({ column, lane }) => column === here.column && (lane - here.lane) * direction > 0,
  )
  return nearestLane(beyond, here.lane)
}

function nearestLane(places: readonly TreePlace[], lane: number): number | undefined {
  return places.toSorted((a, b) => Math.abs(a.lane - lane) - Math.abs(b.lane - lane))[0]?.step
}
