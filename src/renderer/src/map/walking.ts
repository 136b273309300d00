/** From point to point without a pointer, on a map as it is seen: row-major [count, 3], of which two are looked at. */
import type { Point } from './camera'

/** The point nearest to a place, wherever it is. */
export function nearestTo(place: Point, positions: Float32Array): number | undefined {
  let found: number | undefined
  let least = Infinity
  for (let i = 0; i < positions.length / 3; i++) {
    const distance = Math.hypot(positions[3 * i]! - place.x, positions[3 * i + 1]! - place.y)
    if (distance < least) [found, least] = [i, distance]
  }
  return found
}

/** The next point from `index` in the quadrant around `direction`; straight ahead counts as nearer than aslant. */
export function neighbourOf(index: number, direction: Point, positions: Float32Array): number | undefined {
  const [x = 0, y = 0] = positions.subarray(3 * index, 3 * index + 2)
  let found: number | undefined
  let least = Infinity
  for (let i = 0; i < positions.length / 3; i++) {
    const [dx, dy] = [positions[3 * i]! - x, positions[3 * i + 1]! - y]
    const ahead = dx * direction.x + dy * direction.y
    const aside = Math.abs(dx * direction.y - dy * direction.x)
    if (i === index || !(ahead > 0) || aside > ahead || ahead + 2 * aside >= least) continue
    ;[found, least] = [i, ahead + 2 * aside]
  }
  return found
}
