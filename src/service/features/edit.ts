import { assertFitting } from '../../core/editing/fitting'
import type { Edit } from '../../core/records/edit'
import type { EditingView } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { datasetOf, modelOf } from '../records'
import type { Workspace } from '../workspace'

type EditHandlers = Pick<Handlers, 'edit.select' | 'edit.commit' | 'edit.undo' | 'edit.redo'>

/** Edits and undo. Each action is in the journal before it is answered, so a crash loses none that was seen. */
export function editHandlers(workspace: Workspace): EditHandlers {
  const at = (): string => new Date().toISOString()
  const assertImage = (modelId: string, image: number | null): void => {
    const { count } = datasetOf(workspace.document, modelOf(workspace.document, modelId).datasetId)
    if (image === null || (Number.isInteger(image) && image >= 0 && image < count)) return
    throw new RangeError(`there is no image ${image}`)
  }
  const assertOperations = ({ modelId, operations }: Edit): void => {
    const { config, datasetId } = modelOf(workspace.document, modelId)
    assertFitting(operations, config, datasetOf(workspace.document, datasetId).count)
  }
  // A key held down must not fill the journal with steps that lead nowhere.
  const step = (kind: 'undo' | 'redo'): EditingView | Promise<EditingView> => {
    const { editing } = workspace.view()
    const possible = kind === 'undo' ? editing.canUndo : editing.canRedo
    return possible ? workspace.act({ kind, at: at() }) : editing
  }
  return {
    'edit.select': ({ modelId, image }) => {
      assertImage(modelId, image)
      return workspace.act({ kind: 'select', at: at(), modelId, image })
    },
    'edit.commit': ({ edit }) => {
      assertImage(edit.modelId, edit.image)
      assertOperations(edit)
      return workspace.act({ kind: 'edit', at: at(), edit })
    },
    'edit.undo': () => step('undo'),
    'edit.redo': () => step('redo'),
  }
}
