import { expect, test } from 'vitest'
import { CameraRig } from './camera-rig'
import { extentOf } from './extent'
import { Tweens } from './tweens'

const small = extentOf(Float32Array.of(-1, -1, 0, 1, 1, 0))
const large = extentOf(Float32Array.of(-4, -4, 0, 4, 4, 0))

function rigAtHome(): CameraRig {
  const tweens = new Tweens()
  tweens.still = true
  const rig = new CameraRig(tweens)
  rig.resize({ width: 400, height: 400 })
  rig.extent = small
  rig.jumpHome()
  return rig
}

test('who looks at the whole map goes on doing so when it grows, again and again', () => {
  const rig = rigAtHome()
  rig.follow(large)
  expect(rig.view).toEqual(rig.home)
  rig.follow(small)
  expect(rig.view).toEqual(rig.home)
})

test('who looks at a part of it is left there', () => {
  const rig = rigAtHome()
  rig.zoomNow({ x: 100, y: 100 }, 3)
  const before = rig.view
  rig.follow(large)
  expect(rig.view).toEqual(before)
})

const deep = extentOf(Float32Array.of(-1, -1, -1, 1, 1, 1))

test('a map that opens is seen whole from then on, turned, and closes to the flat view it came from', () => {
  const rig = rigAtHome()
  const flat = rig.view
  rig.extent = deep
  rig.open(1, 600)
  expect(rig.view.openness).toBe(1)
  expect(rig.view).toEqual(rig.home)
  rig.turnBy({ x: 50, y: 20 })
  expect(rig.view.yaw).not.toBe(flat.yaw)
  rig.extent = small
  rig.open(0, 600)
  expect(rig.view).toEqual({ ...flat, yaw: rig.view.yaw, pitch: rig.view.pitch })
})

test('opening takes its time, through poses between the two', () => {
  const tweens = new Tweens()
  const rig = new CameraRig(tweens)
  rig.resize({ width: 400, height: 400 })
  rig.extent = deep
  rig.jumpHome()
  rig.open(1, 600)
  const heights: number[] = []
  for (let timeMs = 0; timeMs <= 660; timeMs += 60) {
    tweens.step(timeMs)
    heights.push(rig.view.heightInMap)
  }
  expect(rig.view).toEqual(rig.home)
  // It only ever grows: no jump back and forth.
  expect(heights).toEqual([...heights].sort((a, b) => a - b))
  expect(new Set(heights).size).toBeGreaterThan(5)
})

test('a swing goes on turning and dies away', () => {
  const rig = new CameraRig(new Tweens())
  rig.resize({ width: 400, height: 400 })
  rig.extent = deep
  rig.open(1, 0)
  const { yaw } = rig.view
  rig.glide({ x: 1, y: 0 }, true)
  for (let n = 0; n < 200 && rig.moving; n++) rig.step(16)
  expect(rig.moving).toBe(false)
  expect(rig.view.yaw).toBeLessThan(yaw - 0.1)
})
