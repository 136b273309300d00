import { expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { extentOf } from './extent'
import { flattened } from './flattened'
import { levelByLevel, levelOfView, shownShare, thumbnailSidePx, type ThumbnailLevels } from './levels'
import { fitPose, type Pose } from './orbit'
import { Projection } from './projection'

const count = 800
const positions = gaussians(3 * count, mulberry32(4))
const viewport = { width: 900, height: 700 }

function turned(yaw: number, pitch: number): Projection {
  const start: Pose = { centreInMap: { x: 0, y: 0, z: 0 }, heightInMap: 2, yaw, pitch, openness: 1 }
  return new Projection(fitPose(extentOf(positions), start, viewport, 40), viewport)
}

function levelsOf(projection: Projection): ThumbnailLevels {
  const { places, scales } = flattened(positions, projection)
  const work = levelByLevel(places, count, 7, 1, scales)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** By how many pixels the worst two thumbnails of a view lie over each other, and how many there are. */
function overlapIn(projection: Projection, levels: ThumbnailLevels) {
  const viewLevel = levelOfView(viewport.height / projection.pose.heightInMap, levels)
  const boxes = [...levels.order].flatMap((index, slot) => {
    const share = shownShare(viewLevel, levels.level[slot]!)
    const [x, y, z] = positions.subarray(3 * index, 3 * index + 3)
    const at = projection.screenFromMap({ x: x!, y: y!, z: z! })
    const half = (share * thumbnailSidePx(viewLevel) * projection.nearness(at.depth)) / 2
    return half > 0 ? [{ ...at, half }] : []
  })
  let worst = -Infinity
  boxes.forEach((a, i) =>
    boxes.slice(0, i).forEach((b) => {
      const apart = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))
      worst = Math.max(worst, a.half + b.half - apart)
    }),
  )
  return { worst, drawn: boxes.length }
}

test.each([
  [0.4, 0.3],
  [-1.5, 0.6],
  [2.8, -0.9],
])('thumbnails have room for one another as they are seen, turned by %s and %s', (yaw, pitch) => {
  const projection = turned(yaw, pitch)
  const { worst, drawn } = overlapIn(projection, levelsOf(projection))
  expect(drawn).toBeGreaterThan(20)
  expect(worst).toBeLessThan(0)
  // Those of another view do not.
  expect(overlapIn(projection, levelsOf(turned(yaw + 1, pitch))).worst).toBeGreaterThan(5)
})

test('what lies behind the eye lies nowhere', () => {
  const projection = turned(0, 0)
  const behind = projection.distance + 1
  const { places } = flattened(Float32Array.of(0, 0, projection.pose.centreInMap.z + behind), projection)
  expect(places[0]).toBeNaN()
})
