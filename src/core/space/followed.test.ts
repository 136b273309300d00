import { expect, test } from 'vitest'
import { mapFromLatents } from '../projection/affine'
import { fitPrincipalComponents } from '../projection/pca'
import { gaussians, mulberry32 } from '../random/random'
import { followed } from './followed'

const count = 60
const size = 5
/** Spread along each dimension: the two largest are told apart from the rest, as on a map that shows something. */
const spreads = [3, 2, 0.7, 0.5, 0.3]

function codes(seed: number): Float32Array {
  return gaussians(count * size, mulberry32(seed)).map((value, k) => value * spreads[k % size]!)
}

const layoutOf = (z: Float32Array): Float32Array =>
  mapFromLatents(fitPrincipalComponents(z, count, size, 2), z, count)

const largestMove = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0)

const turned = (layout: Float32Array, angle: number, scale: number, mirror: 1 | -1): Float32Array =>
  layout.map((_, k) => {
    const [x, y] = [layout[k - (k % 2)]!, mirror * layout[k - (k % 2) + 1]!]
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return 7 + scale * (k % 2 === 0 ? cos * x - sin * y : sin * x + cos * y)
  })

test('small moves of the codes are small moves on the map, though every moment has axes of its own', () => {
  const [from, to] = [codes(1), codes(2)]
  const moments = Array.from({ length: 41 }, (_, t) => from.map((z, k) => z + (t / 40) * 0.4 * (to[k]! - z)))
  // What principal axes do by accident: mirrored and turned.
  const layouts = moments.map((z, t) => turned(layoutOf(z), t * 1.3, 1 + t, t % 2 ? -1 : 1))
  const path = followed(layouts, layoutOf(moments.at(-1)!))
  const moved = path.slice(1).map((layout, t) => largestMove(layout, path[t]!))
  const codesMoved = Math.max(...moments.slice(1).map((z, t) => largestMove(z, moments[t]!)))
  expect(largestMove(layouts[1]!, layouts[0]!)).toBeGreaterThan(1)
  expect(Math.max(...moved)).toBeLessThan(3 * codesMoved)
})

test('the last lies on the map, and all are of one size', () => {
  const map = layoutOf(codes(3))
  const path = followed([layoutOf(codes(4)).map((value) => value / 100), turned(map, 2, 5, -1)], map)
  expect(largestMove(path[1]!, map)).toBeLessThan(1e-5)
  const radius = (layout: Float32Array): number => Math.hypot(...layout)
  expect(radius(path[0]!)).toBeCloseTo(radius(map), 4)
})

test('a moment that is added moves none of the earlier ones', () => {
  const layouts = [5, 6, 7].map((seed) => layoutOf(codes(seed)))
  expect(followed(layouts).slice(0, 2)).toEqual(followed(layouts.slice(0, 2)))
})

test('codes that have all fallen into one place are followed by those that spread again, as large as before', () => {
  const [before, after] = [layoutOf(codes(8)), layoutOf(codes(9))]
  const path = followed([before, new Float32Array(2 * count), after], after)
  expect(largestMove(path[2]!, after)).toBeLessThan(1e-5)
  expect(path[1]!.every((value) => Math.abs(value) < 1e-4)).toBe(true)
  expect(followed([])).toEqual([])
})
