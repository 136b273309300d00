import { settled } from '../../core/projection/fields'
import type { ProjectionRequest } from '../../core/projection/project'
import { latentDimensions } from '../../core/projection/axes'
import type { ConceptRecord } from '../../core/records/concept'
import type { MapAxis, MapRecord } from '../../core/records/map'
import { newId, type Document } from '../../document'
import type { AxisChoice, MapRequest, MapView, ModelMaps } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { MakingStep } from './making'
import { makeHere, makeInThread, type MapWork } from './running'

/** Who hears of the making of a map, and who may end it. */
type Making = Pick<MapWork, 'onStep' | 'signal'>

/** The maps of a document's models: made when asked for, and kept. */
export class Maps {
  readonly #thread: string | undefined
  readonly #making = new Map<AbortController, string>()

  /** @param thread the built file in which maps are made; without one they are made in this thread, slice by slice */
  constructor(thread: string | undefined) {
    this.#thread = thread
  }

  /** Gives up what is being made, of one model or of all: its codes are about to change or to go. */
  letGo(modelId?: string): void {
    for (const [giveUp, id] of this.#making) if (modelId === undefined || id === modelId) giveUp.abort()
  }

  async compute(document: Document, request: MapRequest, { onStep, signal }: Making): Promise<MapView> {
    if (document.readOnlyBecause) throw new ServiceError('busy', document.readOnlyBecause)
    const giveUp = new AbortController()
    const pass = (): void => giveUp.abort()
    signal.addEventListener('abort', pass, { once: true })
    this.#making.set(giveUp, request.modelId)
    try {
      return await this.#compute(document, request, { onStep, signal: giveUp.signal })
    } finally {
      this.#making.delete(giveUp)
      signal.removeEventListener('abort', pass)
    }
  }

  async #compute(document: Document, request: MapRequest, { onStep, signal }: Making): Promise<MapView> {
    const { modelId } = request
    const { mu, count, latentSize } = await document.readEncoding(modelId)
    const { wanted, axes } = await resolved(document, request, latentSize)
    const work: MapWork = { data: { codes: mu, count, latentSize }, request: wanted, onStep, signal }
    const made = await (this.#thread === undefined ? makeHere(work) : makeInThread(this.#thread, work))
    const { record, figures, positions } = made
    const map: MapRecord = {
      version: 2,
      id: '',
      modelId,
      ...record,
      ...(axes && { axes }),
      figures,
      createdAt: new Date().toISOString(),
    }
    map.id = await idFor(document, map)
    if (signal.aborted) throw new ServiceError('cancelled', 'The map was given up.')
    await document.writeMap(map, positions)
    return { record: map, positionsInMap: positions }
  }
}

/** All maps of a model and the one it is shown by; when that cannot be read, or is of other codes, the usual one. */
export async function mapsOf(
  document: Document,
  modelId: string,
  codes: { count: number; latentSize: number },
): Promise<ModelMaps> {
  const maps = await document.readMaps(modelId)
  const inUse = document.record.mapsInUse?.[modelId]
  const chosen =
    inUse !== undefined && maps.some(({ id }) => id === inUse)
      ? await document.readMap(inUse).catch(() => undefined)
      : undefined
  if (!maps.some(({ id }) => id === modelId)) throw new ServiceError('not-found', unmapped)
  const map = chosen && isOf(chosen, codes) ? chosen : await document.readMap(modelId)
  if (!isOf(map, codes))
    throw new ServiceError('unreadable', 'The map of this model is of other codes: make it anew.')
  return { maps, map }
}

export const unmapped = 'This model has no map yet; go on with its training, or use it as it is.'

const isOf = (
  { record, positionsInMap }: MapView,
  { count, latentSize }: { count: number; latentSize: number },
): boolean => record.latentSize === latentSize && positionsInMap.length === count * record.dimensions

/** The request in terms of codes alone. @throws RangeError, ServiceError when it cannot be met */
async function resolved(
  document: Document,
  request: MapRequest,
  latentSize: number,
): Promise<{ wanted: ProjectionRequest; axes?: MapAxis[] }> {
  if (request.method === 'umap' || request.method === 'tsne') {
    const { method, dimensions, settings = {} } = request
    return { wanted: { method, dimensions, settings: settled(method, settings) } }
  }
  if (request.method === 'pca') return { wanted: { method: 'pca', dimensions: request.dimensions } }
  if (request.method === 'axes') {
    const concepts = await document.readConcepts(request.modelId)
    const found = request.axes.map((axis) => axisOf(axis, concepts, latentSize))
    const directions = found.map(({ direction }) => direction)
    return { wanted: { method: 'axes', directions }, axes: found.map(({ axis }) => axis) }
  }
  if (latentSize > 3)
    throw new RangeError(`this space has ${latentSize} dimensions: only one of 2 or 3 can be shown as it is`)
  return { wanted: { method: 'raw' } }
}

function axisOf(
  choice: AxisChoice,
  concepts: readonly ConceptRecord[],
  latentSize: number,
): { axis: MapAxis; direction: number[] } {
  if (choice.kind === 'dimension')
    return { axis: choice, direction: latentDimensions([choice.dimension], latentSize)[0]! }
  const { conceptId } = choice
  const concept = concepts.find(({ id }) => id === conceptId)
  if (!concept) throw new ServiceError('not-found', `There is no concept "${conceptId}" of this model.`)
  return { axis: { kind: 'concept', conceptId, name: concept.name }, direction: concept.direction }
}

/** A map that is made once more takes the place of the old one; the usual one has the model's own id. */
async function idFor(document: Document, map: MapRecord): Promise<string> {
  const { modelId, method, dimensions } = map
  if (method === 'pca') return dimensions === 2 ? modelId : `${modelId}-3d`
  const alike = (await document.readMaps(modelId)).find((known) => recipeOf(known) === recipeOf(map))
  return alike?.id ?? newId()
}

/** All that was chosen of a map. */
function recipeOf(map: MapRecord): string {
  const settings = 'settings' in map ? Object.entries(map.settings).sort() : []
  const axes = map.axes?.map((axis) => (axis.kind === 'concept' ? axis.conceptId : axis.dimension))
  return JSON.stringify([map.method, map.dimensions, axes, settings])
}

/** What a step of making is called for those who count. */
export function counted({ label, share }: MakingStep): { label: string; done: number; total: number } {
  return { label, done: Math.round(1000 * share), total: 1000 }
}
