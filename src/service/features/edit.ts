import { assertFitting, hasImage, type KnownImages } from '../../core/editing/fitting'
import { mostEditsAtOnce, type Edit } from '../../core/records/edit'
import type { EditingView } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { datasetOf, modelOf } from '../records'
import type { Workspace } from '../workspace'

type EditHandlers = Pick<Handlers, 'edit.select' | 'edit.commit' | 'edit.mark' | 'edit.undo' | 'edit.redo'>

const tooMany = `at most ${mostEditsAtOnce.toLocaleString('en')} images can be edited in one step`

/** Edits and undo. Each action is in the journal before it is answered, so a crash loses none that was seen. */
export function editHandlers(workspace: Workspace): EditHandlers {
  const at = (): string => new Date().toISOString()
  const imagesOf = (modelId: string): KnownImages => ({
    count: datasetOf(workspace.document, modelOf(workspace.document, modelId).datasetId).count,
    guests: workspace.guests.of(modelId),
  })
  const assertImage = (modelId: string, image: number | null): void => {
    if (image === null || hasImage(imagesOf(modelId), image)) return
    throw new RangeError(`there is no image ${image}`)
  }
  const assertOperations = ({ modelId, operations }: Edit): void => {
    assertFitting(operations, modelOf(workspace.document, modelId).config, imagesOf(modelId))
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
    'edit.commit': ({ edits }) => {
      const [first, ...others] = edits
      if (!first) throw new RangeError('there is no edit to keep')
      if (edits.length > mostEditsAtOnce) throw new RangeError(tooMany)
      for (const edit of edits) {
        assertImage(edit.modelId, edit.image)
        assertOperations(edit)
      }
      // A single one is written as ever, so that older versions read it.
      if (others.length === 0) return workspace.act({ kind: 'edit', at: at(), edit: first })
      return workspace.act({ kind: 'edits', at: at(), edits: [...edits] })
    },
    'edit.mark': ({ datasetId, marked, hidden }) => {
      datasetOf(workspace.document, datasetId)
      const marks = { datasetId, marked, hidden }
      return workspace.act({ kind: 'mark', at: at(), marks })
    },
    'edit.undo': () => step('undo'),
    'edit.redo': () => step('redo'),
  }
}
