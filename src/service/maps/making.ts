import { LocalMap } from '../../core/projection/local/local-map'
import { roundTripError, type RoundTrip } from '../../core/projection/local/round-trip'
import { project, type Projected, type ProjectionRequest } from '../../core/projection/project'
import { mapQuality, type MapQuality } from '../../core/projection/quality'
import type { LayoutCodes } from '../../core/projection/steps'
import type { MapFigures } from '../../core/records/map'

/** How far the making of a map is. */
export interface MakingStep {
  label: string
  /** Of all the work, in [0, 1]. */
  share: number
  /** The layout so far, row-major [count, dimensions]: written over by the next step. */
  positions?: Float32Array
}

export interface MadeMap extends Projected {
  figures: MapFigures
}

const labels = { neighbours: 'Finding neighbours', layout: 'Laying out the map' }
/** Share of the work that the layout is, about; the rest are the figures. */
const layoutShare = { pca: 0.1, axes: 0.1, raw: 0.1, umap: 0.8, tsne: 0.85 }
/** Neighbours that are ranked, here and in the words of the map's card. */
const ranked = 12

/** Projects the codes, then measures how far the map can be believed. Whoever runs it decides whether it goes on. */
export function* making(data: LayoutCodes, request: ProjectionRequest): Generator<MakingStep, MadeMap> {
  const startedAt = performance.now()
  const ofAll = layoutShare[request.method]
  const projected = yield* layingOut(data, request, ofAll)
  const durationMs = performance.now() - startedAt
  const quality = yield* measuring(data, projected, ofAll)
  return { ...projected, figures: { ...quality, roundTrip: roundTripOf(data, projected), durationMs } }
}

function* layingOut(
  data: LayoutCodes,
  request: ProjectionRequest,
  ofAll: number,
): Generator<MakingStep, Projected> {
  const steps = project(data, request)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const { stage, share, positions } = step.value
    yield { label: labels[stage], share: ofAll * share, ...(positions && { positions }) }
  }
}

function* measuring(
  { codes, count }: LayoutCodes,
  { positions }: Projected,
  from: number,
): Generator<MakingStep, Partial<MapQuality>> {
  if (2 * count <= 3 * ranked + 1) return {}
  const steps = mapQuality(codes, positions, count, { k: ranked })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield { label: 'Measuring the map', share: from + (1 - from) * step.value }
  }
}

/** A map by a formula is exact. */
function roundTripOf({ codes, latentSize }: LayoutCodes, { record, positions }: Projected): RoundTrip {
  if ('basis' in record) return { near: 0, far: 0 }
  return roundTripError(new LocalMap({ dimensions: record.dimensions, latentSize, codes, positions }))
}
