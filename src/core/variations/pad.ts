/** A pad whose corners are parents: where the hand is on it says how much of each. */

/** [x, y] in the unit square, y downwards. */
export type PointInPad = readonly [x: number, y: number]

/** Where the parents lie: at the ends of a line, the corners of a triangle, or those of a square. */
export function cornersOf(parents: number): readonly PointInPad[] {
  if (parents === 2)
    return [
      [0, 0.5],
      [1, 0.5],
    ]
  if (parents === 3)
    return [
      [0.5, 0.067],
      [0, 0.933],
      [1, 0.933],
    ]
  return [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ]
}

/** The middle of the pad: as much of each. */
export function middleOf(parents: number): PointInPad {
  const corners = cornersOf(parents)
  return [meanOf(corners.map(([x]) => x)), meanOf(corners.map(([, y]) => y))]
}

/** The weight of each parent there, which add up to 1; of a place beside the pad those of the nearest place on it. */
export function weightsAt(parents: number, point: PointInPad): number[] {
  const [x, y] = nearestInPad(parents, point)
  if (parents === 2) return [1 - x, x]
  if (parents === 3) return barycentric(cornersOf(3), [x, y])
  return [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y]
}

/** The place of the pad that is nearest to a point, wherever that is. */
export function nearestInPad(parents: number, [x, y]: PointInPad): PointInPad {
  if (parents === 2) return [unit(x), 0.5]
  if (parents === 4) return [unit(x), unit(y)]
  const corners = cornersOf(3)
  if (isWithin(corners, [x, y])) return [x, y]
  const onSides = corners.map((corner, i) => nearestOnSide(corner, corners[(i + 1) % 3]!, [x, y]))
  return onSides.reduce((a, b) => (away(b, [x, y]) < away(a, [x, y]) ? b : a))
}

function isWithin([a, b, c]: readonly PointInPad[], point: PointInPad): boolean {
  const areas = [doubleArea(point, b!, c!), doubleArea(a!, point, c!), doubleArea(a!, b!, point)]
  return areas.every((area) => area * doubleArea(a!, b!, c!) >= 0)
}

/** Möbius 1827: how much of each corner of a triangle makes up a point. */
function barycentric([a, b, c]: readonly PointInPad[], point: PointInPad): number[] {
  const whole = doubleArea(a!, b!, c!)
  return [doubleArea(point, b!, c!), doubleArea(a!, point, c!), doubleArea(a!, b!, point)].map(
    // On a side rounding may leave a little less than nothing.
    (area) => (area / whole > 1e-12 ? area / whole : 0),
  )
}

function nearestOnSide(from: PointInPad, to: PointInPad, [x, y]: PointInPad): PointInPad {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const share = unit(((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy))
  return [from[0] + share * dx, from[1] + share * dy]
}

const doubleArea = ([ax, ay]: PointInPad, [bx, by]: PointInPad, [cx, cy]: PointInPad): number =>
  (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
const away = ([ax, ay]: PointInPad, [bx, by]: PointInPad): number => Math.hypot(ax - bx, ay - by)
const unit = (x: number): number => Math.min(1, Math.max(0, x))
const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length
