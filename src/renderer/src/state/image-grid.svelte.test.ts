import { expect, test } from 'vitest'
import type { LatentView } from '../../../protocol/api'
import { byColour, byNearness, byNumber, ImageGrid } from './image-grid.svelte'

function makeGrid() {
  const latent = { count: 4, mu: Float32Array.of(0, 5, 1, 3) } as LatentView
  let hidden: Uint8Array | undefined = $state.raw()
  let z: Float32Array | undefined = $state.raw()
  let isHeld = $state(false)
  let values: Float32Array | undefined = $state.raw()
  const shown = {
    latent,
    attributes: [{ name: 'age', kind: 'number' as const, values: Float32Array.of(2, NaN, 9, 4) }],
    selection: {
      get hidden() {
        return hidden
      },
    },
  }
  const edited = {
    get z() {
      return z
    },
    get isHeld() {
      return isHeld
    },
  }
  const grid = new ImageGrid(shown, edited, () => (values ? { values } : undefined))
  return {
    grid,
    order: () => [...grid.images],
    hide: (mask: Uint8Array) => (hidden = mask),
    hold: (code: Float32Array, held = true) => ([z, isHeld] = [code, held]),
    colour: (by: Float32Array) => (values = by),
  }
}

test('all lie there by number, without those that are hidden', () => {
  const { grid, order, hide } = makeGrid()
  expect(order()).toEqual([0, 1, 2, 3])
  hide(Uint8Array.of(0, 1, 0, 0))
  expect(order()).toEqual([0, 2, 3])
  grid.isDescending = true
  expect(order()).toEqual([3, 2, 0])
})

test('by a label the most comes first; by one that is not known they lie by number', () => {
  const { grid, order } = makeGrid()
  grid.by = 'age'
  expect(order()).toEqual([2, 3, 0, 1])
  grid.by = 'height'
  expect(grid.by).toBe(byNumber)
})

test('by colour they lie as the map is coloured, once it is', () => {
  const { grid, order, colour } = makeGrid()
  grid.by = byColour
  expect(grid.lacks).toMatch(/no colours/)
  expect(order()).toEqual([0, 1, 2, 3])
  colour(Float32Array.of(1, 0, 2, 0))
  expect(grid.lacks).toBeUndefined()
  expect(order()).toEqual([1, 3, 0, 2])
})

test('the nearest to the selected code come first, and stay while it is in the hand', () => {
  const { grid, order, hold } = makeGrid()
  grid.by = byNearness
  expect(grid.lacks).toMatch(/Select an image/)
  hold(Float32Array.of(3.4), false)
  expect(order()).toEqual([3, 1, 2, 0])
  hold(Float32Array.of(0))
  expect(order()).toEqual([3, 1, 2, 0])
  hold(Float32Array.of(0), false)
  expect(order()).toEqual([0, 2, 3, 1])
})
