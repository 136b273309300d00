import type { AffineRecord, ProjectionRecord } from '../records/projection'
import { columnMeans, covariance } from '../statistics/moments'
import { mapFromLatents } from './affine'
import { axesMap, rawMap } from './axes'
import { settled } from './fields'
import { fitPrincipalComponents } from './pca'
import type { LayoutCodes, LayoutProgress, LayoutStart } from './steps'
import { tsne } from './tsne/tsne'
import { umap } from './umap/umap'

/** What is asked for; `settings` by the names of `projectionFields`, the usual ones where left out. */
export type ProjectionRequest =
  | { method: 'raw' }
  | { method: 'pca'; dimensions: 2 | 3 }
  | {
      method: 'axes'
      /** 2 or 3 of [latentSize]. */
      directions: readonly (readonly number[])[]
      /** Whether a drag changes as little as can be, or moves a code as the data move together. */
      drag?: 'least' | 'like-data'
    }
  | LayoutRequest

interface LayoutRequest {
  method: 'umap' | 'tsne'
  dimensions: 2 | 3
  settings?: Readonly<Record<string, number>>
}

export interface Projected {
  record: ProjectionRecord
  /** Row-major [count, dimensions]. */
  positions: Float32Array
}

/**
 * Makes a map. Whoever runs it decides after each step whether it goes on; UMAP and t-SNE take steps of a few
 * milliseconds at 10,000 codes, the others one.
 *
 * @param start what a layout can be spared; its seed is that of the settings
 * @throws RangeError when a setting is out of its bounds, there are too few codes or axes do not span a map
 */
export function* project(
  data: LayoutCodes,
  request: ProjectionRequest,
  start: Pick<LayoutStart, 'from' | 'near'> = {},
): Generator<LayoutProgress, Projected> {
  if (isLaidOut(request)) return yield* laidOut(data, request, start)
  yield { stage: 'layout', share: 0 }
  const record = affineRecord(data, request)
  return { record, positions: mapFromLatents(record, data.codes, data.count) }
}

const isLaidOut = (request: ProjectionRequest): request is LayoutRequest =>
  request.method === 'umap' || request.method === 'tsne'

function* laidOut(
  data: LayoutCodes,
  { method, dimensions, settings: chosen = {} }: LayoutRequest,
  start: LayoutStart,
): Generator<LayoutProgress, Projected> {
  if (start.from && start.from.length !== data.count * dimensions)
    throw new RangeError(
      `the map to start from is not one of ${data.count} points in ${dimensions} dimensions`,
    )
  const settings = settled(method, start.from ? { ...briefly[method], ...chosen } : chosen)
  const layOut = method === 'umap' ? umap : tsne
  const positions = yield* layOut(data, { ...settings, ...start, dimensions })
  const { latentSize, count } = data
  return { record: { method, dimensions, latentSize, count, settings }, positions }
}

/** A layout that starts from another of the same codes is soon done. */
const briefly = { umap: { epochs: 60 }, tsne: { iterations: 150 } }

function affineRecord(
  { codes, count, latentSize }: LayoutCodes,
  request: Exclude<ProjectionRequest, LayoutRequest>,
): AffineRecord {
  const { method } = request
  if (method === 'raw') return { method, ...rawMap(latentSize) }
  if (method === 'pca')
    return { method, ...fitPrincipalComponents(codes, count, latentSize, request.dimensions) }
  const { directions, drag } = request
  const origin = columnMeans(codes, count, latentSize)
  const spread = drag === 'like-data' ? { covariance: covariance(codes, count, latentSize, origin) } : {}
  return { method, ...axesMap({ directions, origin: [...origin], ...spread }) }
}
