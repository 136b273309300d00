import { expect, test } from 'vitest'
import type { GuestRecord, GuestSource } from '../records/guest'
import type { JournalEntry } from '../records/journal'
import { defaultConfigs } from '../records/training'
import { takeHold, placeOfEdit } from './dragging'
import { codeOf, evaluateEdit, type EditSpace } from './evaluate'
import { applyEntry, replay } from './history'

const at = '2026-01-01T00:00:00.000Z'
const photo: GuestSource = { kind: 'photo', fileName: 'a.jpg', crop: { x: 1, y: 1, size: 2, angle: 0 } }
const guest = (image: number, source: GuestSource = photo): GuestRecord => ({
  id: `g${image}`,
  datasetId: 'd',
  image,
  name: `Guest ${image}`,
  source,
})
const added = (image: number, source: GuestSource = photo): JournalEntry => ({
  kind: 'guest',
  at,
  guest: guest(image, source),
  modelId: 'm',
})
const undo: JournalEntry = { kind: 'undo', at }
const redo: JournalEntry = { kind: 'redo', at }
const select = (image: number): JournalEntry => ({ kind: 'select', at, modelId: 'm', image })
const present = (entries: JournalEntry[]): number[] =>
  [...replay(entries).guests.values()].map(({ image }) => image)

test('a guest comes, goes with undo and comes again, and the selection with it', () => {
  const entries = [select(3), added(10)]
  expect(replay(entries)).toMatchObject({ selected: { image: 10 } })
  expect(present([...entries, undo])).toEqual([])
  expect(replay([...entries, undo]).selected?.image).toBe(3)
  expect(present([...entries, undo, redo])).toEqual([10])
  expect(replay([...entries, undo, redo]).selected?.image).toBe(10)
})

test('one that is removed is no longer selected, and can be had back as it was named', () => {
  const named: JournalEntry = { kind: 'guest', at, guest: { ...guest(10), name: 'Me' } }
  const removed: JournalEntry = { kind: 'guest', at, guest: { ...guest(10), name: 'Me' }, isRemoved: true }
  const gone = replay([added(10), named, removed])
  expect([gone.guests.size, gone.selected?.image]).toEqual([0, null])
  const back = applyEntry(gone, undo)
  expect([...back.guests.values()][0]?.name).toBe('Me')
  expect([...applyEntry(back, undo).guests.values()][0]?.name).toBe('Guest 10')
})

test('the highest number is known after undo, so that none is used twice', () => {
  expect(replay([added(10), added(11), undo, undo]).newestGuest.get('d')).toBe(11)
})

test('a model takes its own draws with it, and leaves photos', () => {
  const sample: GuestSource = { kind: 'sample', modelId: 'm', seed: 1 }
  const removal: JournalEntry = { kind: 'remove-model', at, modelId: 'm' }
  const left = replay([added(10), added(11, sample), removal])
  expect([...left.guests.values()].map(({ image }) => image)).toEqual([10])
  expect(left.steps.size).toBe(1)
  expect(left.selected).toBeUndefined()
  expect(present([added(10), added(11, sample), removal, undo])).toEqual([])
})

const space: EditSpace = {
  config: defaultConfigs.vae,
  concepts: [],
  mu: Float32Array.of(0, 0, 2, 0),
  count: 2,
  latentSize: 2,
  guests: [{ image: 4, code: Float32Array.of(5, 6) }],
}

test('its code is found by its number; numbers between are nobody', () => {
  expect([...codeOf(space, 4)!]).toEqual([5, 6])
  expect([codeOf(space, 2), codeOf(space, 3), codeOf(space, NaN)]).toEqual([undefined, undefined, undefined])
  const mix = { kind: 'mix', part: 'whole', other: 4, amount: 0.5 } as const
  expect([...evaluateEdit(Float32Array.of(1, 0), [mix], space)]).toEqual([3, 3])
})

test('on the map it lies where its code does, and is dragged from there', () => {
  const asked: unknown[] = []
  const projection = {
    mapFromLatent: (z: Float32Array) => z,
    startDrag: (anchor: object) => {
      asked.push(anchor)
      return (point: readonly number[]) => Float32Array.from(point)
    },
  }
  const map = {
    projection,
    positionsInMap: Float32Array.of(0, 0, 2, 0),
    dimensions: 2,
  } as unknown as Parameters<typeof placeOfEdit>[3]
  expect(placeOfEdit(4, [], space, map)).toEqual([5, 6])
  const held = takeHold(4, [], space, map)!
  expect(asked[0]).toMatchObject({ at: [5, 6] })
  expect(held.moveTo([6, 8])).toEqual([{ kind: 'move', offset: [1, 2] }])
})
