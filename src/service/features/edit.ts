import type { Handlers } from '../../protocol/rpc'
import { datasetOf, modelOf } from '../publish'
import type { Workspace } from '../workspace'

type EditHandlers = Pick<Handlers, 'edit.select' | 'edit.commit' | 'edit.undo' | 'edit.redo'>

/** Edits and undo. Each action is in the journal before it is answered, so a crash loses none that was seen. */
export function editHandlers(workspace: Workspace): EditHandlers {
  const at = (): string => new Date().toISOString()
  return {
    'edit.select': ({ modelId, image }) => workspace.act({ kind: 'select', at: at(), modelId, image }),
    'edit.commit': ({ edit }) => {
      const { count } = datasetOf(workspace.document, modelOf(workspace.document, edit.modelId).datasetId)
      if (!(edit.image >= 0 && edit.image < count)) throw new RangeError(`there is no image ${edit.image}`)
      return workspace.act({ kind: 'edit', at: at(), edit })
    },
    'edit.undo': () => workspace.act({ kind: 'undo', at: at() }),
    'edit.redo': () => workspace.act({ kind: 'redo', at: at() }),
  }
}
