import { UMAP } from 'umap-js'
import { clusteredCodes } from '../src/core/projection/codes.fixture'
import { nearestNeighbours } from '../src/core/projection/neighbours/nearest'
import { neighbourRecall } from '../src/core/projection/neighbours/recall'
import { project, type Projected, type ProjectionRequest } from '../src/core/projection/project'
import { openProjection } from '../src/core/projection/projection'
import { mapQuality } from '../src/core/projection/quality'
import { finished, type LayoutCodes } from '../src/core/projection/steps'
import { gaussians, mulberry32 } from '../src/core/random/random'
import { serveLane, type Works } from './lane'

/** The mathematics of maps: each work answers with milliseconds and what else it is named for. */

const latentSize = 32
/** Pairs of codes by which trust is measured here: a fifth of what a map's card uses. */
const pairs = 2e7

const clusteredData = (count: number): LayoutCodes => ({
  codes: clusteredCodes(count, latentSize, 5).codes,
  count,
  latentSize,
})

function timedOnce<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now()
  const result = work()
  return { ms: performance.now() - start, result }
}

const trust = ({ codes, count }: LayoutCodes, positions: ArrayLike<number>): number =>
  finished(mapQuality(codes, positions, count, { pairs })).trustworthiness

/** @returns milliseconds, trustworthiness and the longest step in milliseconds */
function made(data: LayoutCodes, request: ProjectionRequest): number[] {
  let longest = 0
  const steps = project(data, request)
  for (let ms = 0, step = { done: false } as ReturnType<typeof steps.next>; ;) {
    const slice = timedOnce(() => (step = steps.next()))
    ms += slice.ms
    longest = Math.max(longest, slice.ms)
    if (step.done) return [ms, trust(data, step.value.positions), longest]
  }
}

function madeByUmapJs(data: LayoutCodes): number[] {
  const rows = Array.from({ length: data.count }, (_, i) =>
    Array.from(data.codes.subarray(i * latentSize, (i + 1) * latentSize)),
  )
  const random = mulberry32(1)
  const { ms, result } = timedOnce(() => new UMAP({ nNeighbors: 15, random }).fit(rows))
  return [ms, trust(data, Float32Array.from(result.flat()))]
}

/** Median of three, so that what else runs on the machine is not taken for a slow event. */
function ofThree(work: () => unknown): number {
  return [0, 1, 2].map(() => timedOnce(work).ms).sort((a, b) => a - b)[1]!
}

/** Straight drags to other codes' places and twice as far, at 20 points each. */
function drags(data: LayoutCodes, { record, positions }: Projected, count: number): number[] {
  const map = openProjection(record, { codes: data.codes, positions })
  const random = mulberry32(7)
  const place = (i: number): Float32Array => positions.subarray(2 * i, 2 * i + 2)
  return Array.from({ length: count }, () => {
    const [index, other] = [random(), random()].map((r) => Math.floor(r * data.count)) as [number, number]
    const code = data.codes.subarray(index * latentSize, (index + 1) * latentSize)
    const zAt = map.startDrag({ code, index })
    return Array.from({ length: 20 }, (_, move) => {
      const [from, to] = [place(index), place(other)]
      const point = from.map((x, axis) => x + (move / 10) * (to[axis]! - x))
      return ofThree(() => zAt(point))
    })
  }).flat()
}

/** @returns share of the true neighbours and milliseconds */
function recall(codes: Float32Array, count: number): number[] {
  const { ms, result } = timedOnce(() => finished(nearestNeighbours(codes, count, latentSize, 15)))
  return [neighbourRecall(result, codes, latentSize, { rows: 300 }), ms]
}

function principalComponents(count: number, size: number): number[] {
  const codes = gaussians(count * size, mulberry32(1)).map((x, p) => x * (1 + (p % size) / 20))
  return [
    timedOnce(() => finished(project({ codes, count, latentSize: size }, { method: 'pca', dimensions: 2 })))
      .ms,
  ]
}

const works: Works = {
  umap: async (count) => made(clusteredData(Number(count)), { method: 'umap', dimensions: 2 }),
  'umap-js': async (count) => madeByUmapJs(clusteredData(Number(count))),
  tsne: async (count) => made(clusteredData(Number(count)), { method: 'tsne', dimensions: 2 }),
  pca: async (count) => principalComponents(Number(count), 128),
  async drag(count) {
    const data = clusteredData(Number(count))
    const { ms, result } = timedOnce(() => finished(project(data, { method: 'umap', dimensions: 2 })))
    const map = openProjection(result.record, { codes: data.codes, positions: result.positions })
    const strangers = clusteredCodes(100, latentSize, 5).codes
    const placing = Array.from({ length: 100 }, (_, i) =>
      ofThree(() => map.mapFromLatent(strangers.subarray(i * latentSize, (i + 1) * latentSize))),
    )
    return [ms, trust(data, result.positions), ...placing, ...drags(data, result, 200)]
  },
  clusters: async (count) => recall(clusteredData(Number(count)).codes, Number(count)),
  cloud: async (count) => recall(gaussians(Number(count) * latentSize, mulberry32(2)), Number(count)),
}

void serveLane(async () => works)
