import { expect, test } from 'vitest'
import type { MapRecord } from '../records/map'
import { norm } from '../statistics/moments'
import { latentFromMap } from './affine'
import { clusteredCodes } from './codes.fixture'
import { settled } from './fields'
import { exactNeighbours } from './neighbours/exact'
import { fitPrincipalComponents } from './pca'
import { project, type ProjectionRequest } from './project'
import { openProjection } from './projection'
import { finished } from './steps'

const count = 300
const latentSize = 3
const { codes } = clusteredCodes(count, latentSize, 1, 3)
const data = { codes, count, latentSize }
const codeOf = (i: number): Float32Array => codes.subarray(i * latentSize, (i + 1) * latentSize)

const requests: [string, ProjectionRequest][] = [
  ['raw', { method: 'raw' }],
  ['pca', { method: 'pca', dimensions: 2 }],
  [
    'axes',
    {
      method: 'axes',
      directions: [
        [1, 1, 0],
        [0, 1, 1],
      ],
      drag: 'like-data',
    },
  ],
  ['umap', { method: 'umap', dimensions: 2, settings: { epochs: 50 } }],
  ['tsne', { method: 'tsne', dimensions: 3, settings: { iterations: 100, perplexity: 10 } }],
]

test.each(requests)('%s: made, kept as JSON, opened, dragged there and back', (_, request) => {
  const { record, positions } = finished(project(data, request))
  const kept = JSON.parse(JSON.stringify(record)) as typeof record
  expect(kept).toEqual(record)
  const map = openProjection(kept, { codes, positions })
  const size = record.dimensions
  expect(positions.length).toBe(count * size)
  const placeOf = (i: number): Float32Array => positions.slice(i * size, (i + 1) * size)
  const anchor = { code: codeOf(5), index: 5 }
  const zAt = map.startDrag(anchor)
  expect(norm(zAt(placeOf(5)).map((x, j) => x - codeOf(5)[j]!))).toBeLessThan(1e-4)
  expect(zAt(placeOf(9))).toEqual(map.latentFromMap(placeOf(9), anchor))
  const spread = Math.max(...positions) - Math.min(...positions)
  const arrived = map.mapFromLatent(zAt(placeOf(9)))
  expect(norm(arrived.map((x, axis) => x - placeOf(9)[axis]!))).toBeLessThan(0.2 * spread)
})

test('a map that a document holds today is opened as it is', () => {
  const components = fitPrincipalComponents(codes, count, latentSize, 2)
  const map: MapRecord = {
    ...components,
    version: 2,
    id: 'map',
    modelId: 'model',
    method: 'pca',
    createdAt: '2026-01-01',
  }
  const zAt = openProjection(map).startDrag({ code: codeOf(1) })
  expect(zAt([1, 2])).toEqual(latentFromMap(components, [1, 2], codeOf(1)))
})

test('neighbours that are known are not searched again, and more than needed do no harm', () => {
  const near = finished(exactNeighbours(codes, count, latentSize, 40))
  for (const method of ['umap', 'tsne'] as const) {
    const request = {
      method,
      dimensions: 2 as const,
      settings: method === 'umap' ? { epochs: 20 } : { iterations: 20, perplexity: 8 },
    }
    const made = finished(project(data, request))
    expect(finished(project(data, request, { near }))).toEqual(made)
    const others = { ...near, indices: near.indices.map((i) => (i + 7) % count) }
    expect(finished(project(data, request, { near: others }))).not.toEqual(made)
  }
})

test('started from a map of the same codes, a layout is brief', () => {
  const request = { method: 'umap' as const, dimensions: 2 as const }
  const first = finished(project(data, request))
  const again = finished(project(data, request, { from: first.positions }))
  expect(first.record).toMatchObject({ settings: { epochs: 200 } })
  expect(again.record).toMatchObject({ settings: { epochs: 60 } })
})

test('settings out of their bounds, and a map without its points, are refused', () => {
  expect(() => settled('umap', { neighbours: 1 })).toThrow(
    'Neighbours is a whole number from 2 to 200, not 1',
  )
  expect(() => settled('tsne', { perplexity: NaN })).toThrow(RangeError)
  expect(() => settled('tsne', { neighbours: 5 })).toThrow('no setting called neighbours')
  const other = { from: new Float32Array(7) }
  expect(() => finished(project(data, { method: 'tsne', dimensions: 2 }, other))).toThrow('not one of 300')
  const record = { method: 'umap' as const, dimensions: 2 as const, latentSize, count, settings: {} }
  expect(() => openProjection(record, { codes })).toThrow('make the map anew')
})
