import { expect, test } from 'vitest'
import { mulberry32 } from '../../../core/random/random'
import { isApart, placeLabels, type LabelBox } from './label-placing'

const random = mulberry32(11)

function someBoxes(count: number): LabelBox[] {
  return Array.from({ length: count }, (_, k) => ({
    key: `label ${k}`,
    x: random() * 600,
    y: random() * 400,
    width: 20 + random() * 120,
    height: 16 + random() * 8,
  }))
}

/** As they lie after the view was moved and zoomed about a point. */
const seen = (boxes: LabelBox[], dx: number, dy: number, zoom = 1) =>
  boxes.map((box) => ({ ...box, x: (box.x - 300) * zoom + 300 + dx, y: (box.y - 200) * zoom + 200 + dy }))

test('no two shown labels overlap, and none is left out that has room', () => {
  for (let round = 0; round < 100; round++) {
    const boxes = someBoxes(1 + Math.floor(random() * 40))
    let shown: ReadonlySet<string> = new Set()
    for (let step = 0; step < 6; step++) {
      const now = seen(boxes, random() * 80, random() * 80, 0.3 + random() * 3)
      shown = placeLabels(now, shown)
      const [inside, outside] = [true, false].map((is) => now.filter(({ key }) => shown.has(key) === is))
      for (const a of inside!) for (const b of inside!) if (a !== b) expect(isApart(a, b, 0)).toBe(true)
      for (const a of outside!) expect(inside!.some((b) => !isApart(a, b, 10))).toBe(true)
    }
  }
})

test('panning changes nothing', () => {
  for (let round = 0; round < 50; round++) {
    const boxes = someBoxes(30)
    const shown = placeLabels(boxes, new Set())
    expect(placeLabels(seen(boxes, random() * 900 - 450, random() * 9), shown)).toEqual(shown)
  }
})

test('coming nearer only adds labels, and a step back and forth makes none flicker', () => {
  for (let round = 0; round < 50; round++) {
    const boxes = someBoxes(30)
    let shown = placeLabels(boxes, new Set())
    for (let zoom = 1; zoom < 4; zoom *= 1.15) {
      const nearer = placeLabels(seen(boxes, 0, 0, zoom), shown)
      expect([...shown].filter((key) => !nearer.has(key))).toEqual([])
      shown = nearer
      // So little is less than the room that a label waits for.
      const trembling = placeLabels(seen(boxes, 0, 0, zoom * 0.998), shown)
      expect(placeLabels(seen(boxes, 0, 0, zoom), trembling)).toEqual(shown)
    }
  }
})

test('where only one has room, the more important one is shown', () => {
  const [a, b] = [0, 4].map((x) => ({ key: `at ${x}`, x, y: 0, width: 30, height: 16 }))
  expect([...placeLabels([a!, b!], new Set())]).toEqual(['at 0'])
  expect([...placeLabels([b!, a!], new Set())]).toEqual(['at 4'])
  expect([...placeLabels([b!, a!], new Set(['at 0']))]).toEqual(['at 0'])
})
