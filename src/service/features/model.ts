import { activeUnits, activeVariance } from '../../core/metrics/active-units'
import { ownSizeOf } from '../../core/records/card'
import type { ModelRecord } from '../../core/records/model'
import { hasPosterior } from '../../core/records/training'
import type { Handlers } from '../../protocol/rpc'
import { modelOf } from '../records'
import type { Refining } from '../refining'
import type { TrainingRuns } from '../training/runs'
import type { Workspace } from '../workspace'

type ModelHandlers = Pick<Handlers, 'model.card' | 'model.rename' | 'model.remove'>

/** What is done to a model as a whole, once it is made. */
export function modelHandlers(
  workspace: Workspace,
  runs: TrainingRuns,
  refining: Pick<Refining, 'kill'>,
): ModelHandlers {
  return {
    async 'model.card'({ modelId }) {
      const model = modelOf(workspace.document, modelId)
      const dataset = workspace.document.datasets.find(({ id }) => id === model.datasetId)
      const active = await activeUnitsOf(workspace, model)
      return { model, ...(dataset && { dataset }), ...(active !== undefined && { activeUnits: active }) }
    },

    async 'model.rename'({ modelId, name }) {
      const trimmed = name.trim()
      if (trimmed === '') throw new RangeError('a model needs a name')
      await runs.rename(modelId, trimmed)
      workspace.announce()
      return workspace.view()
    },

    async 'model.remove'({ modelId }) {
      const { document, coders } = workspace
      modelOf(document, modelId)
      await runs.letGo(modelId)
      workspace.maps.letGo(modelId)
      refining.kill()
      const wasCurrent = workspace.currentModelId === modelId
      await workspace.act({ kind: 'remove-model', at: new Date().toISOString(), modelId })
      await document.removeModel(modelId)
      coders.drop(modelId)
      if (wasCurrent) await document.setCurrentModel(await newestWithMap(workspace))
      workspace.announce()
      return workspace.view()
    },
  }
}

/** Undefined for kinds without a posterior, and while there are no codes. */
async function activeUnitsOf(
  { document }: Workspace,
  { id, config }: ModelRecord,
): Promise<number | undefined> {
  const codes = hasPosterior(config) && (await document.readEncoding(id).catch(() => undefined))
  if (!codes || codes.count < 2) return undefined
  // Conditions stand at the end of a code, and are told, not found.
  const own = activeUnits(codes.mu, codes.count).variances.subarray(0, ownSizeOf(config))
  return own.filter((variance) => variance > activeVariance).length
}

/** The newest of the models that can be shown; undefined when there is none. */
async function newestWithMap({ document }: Workspace): Promise<string | undefined> {
  for (const { id } of document.models.toReversed()) {
    const map = await document.readMap(id).catch(() => undefined)
    if (map) return id
  }
  return undefined
}
