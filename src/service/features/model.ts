import type { Handlers } from '../../protocol/rpc'
import { modelOf } from '../records'
import type { Refining } from '../refining'
import type { TrainingRuns } from '../training/runs'
import type { Workspace } from '../workspace'

type ModelHandlers = Pick<Handlers, 'model.rename' | 'model.remove'>

/** What is done to a model as a whole, once it is made. */
export function modelHandlers(
  workspace: Workspace,
  runs: TrainingRuns,
  refining: Pick<Refining, 'kill'>,
): ModelHandlers {
  return {
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

/** The newest of the models that can be shown; undefined when there is none. */
async function newestWithMap({ document }: Workspace): Promise<string | undefined> {
  for (const { id } of document.models.toReversed()) {
    const map = await document.readMap(id).catch(() => undefined)
    if (map) return id
  }
  return undefined
}
