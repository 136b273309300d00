import { describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { computeLevels, levelCount, levelOfView, shownShare, thumbnailSidePx } from './levels'

const count = 1500
const positions = gaussians(3 * count, mulberry32(3))
const levels = computeLevels(positions, count, 7, 1)

/** The largest share of overlap among the thumbnails that a view of this level draws; below 0 there is a gap. */
function worstOverlapPx(viewLevel: number): number {
  const scale = levels.pixelsPerUnit * 2 ** (viewLevel / 4)
  const side = thumbnailSidePx(viewLevel)
  const shown = [...levels.order].slice(0, levels.countUpTo[Math.ceil(viewLevel)])
  const halves = shown.map((_, slot) => (shownShare(viewLevel, levels.level[slot]!) * side) / 2)
  let worst = -Infinity
  for (let a = 0; a < shown.length; a++) {
    for (let b = 0; b < a; b++) {
      const [halfA, halfB] = [halves[a]!, halves[b]!]
      if (halfA === 0 || halfB === 0) continue
      const dx = Math.abs(positions[3 * shown[a]!]! - positions[3 * shown[b]!]!) * scale
      const dy = Math.abs(positions[3 * shown[a]! + 1]! - positions[3 * shown[b]! + 1]!) * scale
      worst = Math.max(worst, halfA + halfB - Math.max(dx, dy))
    }
  }
  return worst
}

describe('levels of detail', () => {
  it('never let thumbnails overlap, on whole levels or between them', () => {
    for (let level = 4; level < 30; level += 0.375) expect(worstOverlapPx(level)).toBeLessThan(0)
  })

  it('only ever add thumbnails, as a prefix of one order', () => {
    for (let i = 1; i < levelCount; i++) {
      expect(levels.countUpTo[i]).toBeGreaterThanOrEqual(levels.countUpTo[i - 1]!)
    }
    expect(new Set(levels.order).size).toBe(levels.order.length)
    expect([...levels.level]).toEqual([...levels.level].sort((a, b) => a - b))
  })

  it('are the same for the same seed and not for another', () => {
    expect(computeLevels(positions, count, 7, 1).order).toEqual(levels.order)
    expect(computeLevels(positions, count, 7, 2).order).not.toEqual(levels.order)
  })

  it('never place one of two points that coincide, and none that is not a number', () => {
    const twins = computeLevels(Float32Array.of(0, 0, 0, 0, 0, 0, NaN, 0, 0), 3, 1, 1)
    expect(twins.order.length).toBe(1)
  })

  it('rise by four per octave of zoom', () => {
    const atOne = levelOfView(levels.pixelsPerUnit * 4, levels)
    expect(levelOfView(levels.pixelsPerUnit * 8, levels) - atOne).toBeCloseTo(4, 9)
  })
})
