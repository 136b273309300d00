import type { MapMaking, MapRequest, ModelMaps } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { Emit, Handlers } from '../../protocol/rpc'
import type { MakingStep } from '../maps/making'
import { counted, mapsOf } from '../maps/maps'
import { modelOf } from '../records'
import type { Workspace } from '../workspace'

type MapHandlers = Pick<Handlers, 'map.compute' | 'map.list' | 'map.open' | 'map.choose' | 'map.remove'>

/** The maps of a model: made, listed, chosen and taken away. */
export function mapHandlers(workspace: Workspace): MapHandlers {
  return {
    async 'map.compute'(request, { signal, emit }) {
      const { document, maps } = workspace
      modelOf(document, request.modelId)
      return maps.compute(document, request, { signal, onStep: (step) => tell(emit, request, step) })
    },

    'map.list': ({ modelId }) => workspace.document.readMaps(modelOf(workspace.document, modelId).id),

    async 'map.open'({ modelId, mapId }) {
      await mapOf(workspace, modelId, mapId)
      return workspace.document.readMap(mapId)
    },

    async 'map.choose'({ modelId, mapId }) {
      await mapOf(workspace, modelId, mapId)
      const { document } = workspace
      if (!document.readOnlyBecause)
        await document.setMapInUse(modelId, mapId === modelId ? undefined : mapId)
      const shown = await shownBy(workspace, modelId)
      return document.readOnlyBecause ? { ...shown, map: await document.readMap(mapId) } : shown
    },

    async 'map.remove'({ modelId, mapId }) {
      const map = await mapOf(workspace, modelId, mapId)
      if (mapId === modelId)
        throw new RangeError('this map stays: a model is shown by it when there is no other')
      await workspace.document.removeMap(map)
      return shownBy(workspace, modelId)
    },
  }
}

async function shownBy({ document }: Workspace, modelId: string): Promise<ModelMaps> {
  return mapsOf(document, modelId, await document.readEncoding(modelId))
}

async function mapOf({ document }: Workspace, modelId: string, mapId: string): Promise<ModelMaps['maps'][0]> {
  modelOf(document, modelId)
  const map = (await document.readMaps(modelId)).find(({ id }) => id === mapId)
  if (!map) throw new ServiceError('not-found', `There is no map "${mapId}" of this model.`)
  return map
}

function tell(emit: Emit, request: MapRequest, step: MakingStep): void {
  const { modelId } = request
  const dimensions = 'dimensions' in request ? request.dimensions : 2
  const positionsInMap = step.positions?.slice()
  emit('map.making', {
    modelId,
    dimensions,
    ...counted(step),
    ...(positionsInMap && { positionsInMap }),
  } satisfies MapMaking)
}
