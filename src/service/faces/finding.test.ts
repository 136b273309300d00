import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cropped } from '../../core/picture/crop'
import { smaller } from '../../core/picture/smaller'
import { cropOnEyes } from '../../core/guests/eyes'
import { readPhoto } from '../../dataset'
import { facesIn } from './finding'

/** Photos in the package of the detector, by its author; read from there, not kept here. */
const sample = (n: number): string =>
  join(dirname(createRequire(__filename).resolve('@vladmandic/face-api/package.json')), `demo/sample${n}.jpg`)

test.each([
  [1, 3],
  [2, 3],
  [3, 3],
  [4, 4],
  [5, 5],
  [6, 4],
])(
  'sample %i of the package has the faces that it has, %i, with eyes in the upper half of their boxes',
  async (n, count) => {
    const { picture } = smaller(await readPhoto({ path: sample(n) }), 640)
    const faces = await facesIn(picture, undefined)
    expect(faces).toHaveLength(count)
    for (const { box, eyes } of faces) {
      const aside = 0.1 * box.width
      expect(eyes.left.x).toBeGreaterThan(box.x - aside)
      expect(Math.hypot(eyes.right.x - eyes.left.x, eyes.right.y - eyes.left.y)).toBeGreaterThan(
        0.15 * box.width,
      )
      expect(eyes.right.x).toBeLessThan(box.x + box.width + aside)
      for (const { y } of [eyes.left, eyes.right]) expect((y - box.y) / box.height).toBeLessThan(0.6)
    }
  },
)

test('an aligned crop is found again with level eyes where they were wanted', async () => {
  const { picture } = smaller(await readPhoto({ path: sample(1) }), 640)
  const wanted = { left: { x: 0.43, y: 0.45 }, right: { x: 0.57, y: 0.45 } }
  const [face] = await facesIn(picture, undefined)
  const side = 320
  const rgb = cropped(picture, cropOnEyes(face!.eyes, wanted), side)
  const [again] = await facesIn({ width: side, height: side, rgb }, undefined)
  for (const eye of ['left', 'right'] as const) {
    expect(Math.abs(again!.eyes[eye].x / side - wanted[eye].x)).toBeLessThan(0.04)
    expect(Math.abs(again!.eyes[eye].y / side - wanted[eye].y)).toBeLessThan(0.04)
  }
})

test('small ones are found too: 15 pixels wide and more', async () => {
  const { picture } = smaller(await readPhoto({ path: sample(4) }), 160)
  const rgb = cropped(picture, { x: 80, y: 60, size: 640, angle: 0 }, 640)
  expect(await facesIn({ width: 640, height: 640, rgb }, undefined)).toHaveLength(4)
})

test('where there is no face none is found', async () => {
  const { picture } = smaller(await readPhoto({ path: sample(2) }), 640)
  const rgb = cropped(picture, { x: 320, y: 380, size: 150, angle: 0 }, 200)
  expect(await facesIn({ width: 200, height: 200, rgb }, undefined)).toEqual([])
})
