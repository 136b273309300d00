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
