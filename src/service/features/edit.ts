import type { Handlers } from '../../protocol/rpc'
import { datasetOf, modelOf } from '../publish'
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
  return {
    'edit.select': ({ modelId, image }) => {
      assertImage(modelId, image)
      return workspace.act({ kind: 'select', at: at(), modelId, image })
    },
    'edit.commit': ({ edit }) => {
      assertImage(edit.modelId, edit.image)
      return workspace.act({ kind: 'edit', at: at(), edit })
    },
    'edit.undo': () => workspace.act({ kind: 'undo', at: at() }),
    'edit.redo': () => workspace.act({ kind: 'redo', at: at() }),
  }
}
