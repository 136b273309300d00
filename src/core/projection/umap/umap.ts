import { symmetricEdges, type Edges } from '../edges'
import { projectionFields } from '../fields'
import { neighboursFor } from '../near'
import type { Neighbours } from '../neighbours/lists'
import { startPositions } from '../start'
import { reported, type LayoutCodes, type LayoutProgress, type LayoutStart } from '../steps'
import { fitCurve } from './curve'
import { gradientTable } from './gradient-table'
import { memberships } from './memberships'
import { schedule } from './schedule'
import { sweepPlane, type Sweep } from './sweep'
import { sweepSpace } from './sweep-space'

export interface UmapSettings extends LayoutStart {
  dimensions: 2 | 3
  /** Neighbours that each code is held to: few show fine structure, many the large one. At least 2. */
  neighbours?: number
  /** How close points may lie on the map, where `spread` is 1: small packs clusters tightly. */
  minDistance?: number
  spread?: number
  epochs?: number
}

const usual = projectionFields.umap
const leastCodes = 4
const rowsAtOnce = 1024
/** Edges between two pauses: a few milliseconds. */
const edgesAtOnce = 1 << 17
/** Start of the layout, from its middle to its border, in units of the map. */
const reach = 10
/** Share of the whole time that finding neighbours takes, about. */
const neighbourShare = 0.4

/**
 * UMAP (McInnes, Healy & Melville 2018): a fuzzy graph of nearest neighbours, laid out by gradient descent with negative
 * samples. It starts at the principal components; the same seed gives the same map.
 *
 * @yields the share that is done and, once there is one, the layout as it stands
 * @returns positions, row-major [count, dimensions]
 * @throws RangeError when there are too few codes
 */
export function* umap(data: LayoutCodes, settings: UmapSettings): Generator<LayoutProgress, Float32Array> {
  const { codes, count, latentSize } = data
  const { dimensions, spread = 1, seed = 1 } = settings
  const { neighbours = usual.neighbours.usual, minDistance = usual.minDistance.usual } = settings
  const { epochs = usual.epochs.usual } = settings
  if (count < leastCodes) throw new RangeError(`a UMAP map needs ${leastCodes} codes or more, not ${count}`)
  const near = yield* neighboursFor(data, settings, Math.min(neighbours, count) - 1, neighbourShare)
  const edges = yield* reported(fuzzyUnion(near), { stage: 'neighbours', share: neighbourShare })
  const positions =
    settings.from?.slice() ?? startPositions(codes, count, latentSize, dimensions, { reach, seed })
  const due = schedule(edges, epochs)
  yield { stage: 'layout', share: neighbourShare, positions }
  const table = gradientTable(fitCurve(minDistance, spread))
  const random = Uint32Array.of(Math.imul(seed, 2654435761) || 1)
  yield* layOut({ positions, schedule: due, table, random }, dimensions, epochs)
  return positions
}

/** One edge counts as much as the chance that it is there in either direction: `a + b - a b`. */
function* fuzzyUnion(near: Neighbours): Generator<void, Edges> {
  const weights = new Float32Array(near.indices.length)
  for (let i = 0; i < near.count; i++) {
    memberships(near.distances, i * near.k, near.k, weights)
    if (i % rowsAtOnce === rowsAtOnce - 1) yield
  }
  return yield* symmetricEdges(near, weights, (a, b) => a + b - a * b)
}

function* layOut(sweep: Sweep, dimensions: 2 | 3, epochs: number): Generator<LayoutProgress, void> {
  const sweepEdges = dimensions === 2 ? sweepPlane : sweepSpace
  const edges = sweep.schedule.heads.length
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate = 1 - (epoch - 1) / epochs
    for (let first = 0; first < edges; first += edgesAtOnce) {
      sweepEdges(sweep, epoch, rate, first, Math.min(edges, first + edgesAtOnce))
      yield {
        stage: 'layout',
        share: neighbourShare + (1 - neighbourShare) * ((epoch - 1 + first / edges) / epochs),
        positions: sweep.positions,
      }
    }
  }
}
