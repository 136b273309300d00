import { describe, expect, it } from 'vitest'
import { inertiaStep, levelStep, releaseVelocity } from './motion'

describe('a glide', () => {
  it('travels as far in one slow frame as in many quick ones', () => {
    const slow = inertiaStep({ x: 2, y: -1 }, 160)
    let velocity = { x: 2, y: -1 }
    let moved = 0
    for (let i = 0; i < 10; i++) {
      const step = inertiaStep(velocity, 16)
      moved += step.movedPx.x
      velocity = step.velocityPxPerMs
    }
    expect(moved).toBeCloseTo(slow.movedPx.x, 9)
    expect(velocity.y).toBeCloseTo(slow.velocityPxPerMs.y, 9)
  })

  it('never turns round and ends', () => {
    let velocity = { x: 3, y: 0 }
    let frames = 0
    for (let ended = false; !ended; frames++) {
      const step = inertiaStep(velocity, 16)
      expect(step.movedPx.x).toBeGreaterThan(0)
      velocity = step.velocityPxPerMs
      ended = step.ended
    }
    expect(frames).toBeLessThan(80)
  })

  it('does not start from a hand that rested', () => {
    const moving = [0, 16, 32].map((timeMs) => ({ x: timeMs, y: 0, timeMs }))
    expect(releaseVelocity(moving, 36).x).toBeCloseTo(1, 9)
    expect(releaseVelocity(moving, 100)).toEqual({ x: 0, y: 0 })
  })
})

describe('the drawn level', () => {
  it('comes to rest on a whole level and never draws more than there is room for', () => {
    let drawn = 3
    for (let i = 0; i < 60; i++) drawn = levelStep(drawn, 8.6, 16)
    expect(drawn).toBe(8)
    expect(levelStep(8, 6.4, 1)).toBeLessThanOrEqual(6.4)
  })
})
