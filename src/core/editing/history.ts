import type { Edit, JournalEntry } from '../records/edit'

/** All edits of a document with what is needed to take each change back. Immutable: every step returns a new one. */
export interface EditHistory {
  /** The edit of each touched image, by `editKey`. */
  readonly edits: ReadonlyMap<string, Edit>
  readonly done: readonly Change[]
  readonly undone: readonly Change[]
  readonly selected: { readonly modelId: string; readonly image: number | null } | undefined
}

interface Change {
  readonly before: Edit
  readonly after: Edit
}

export const emptyHistory: EditHistory = { edits: new Map(), done: [], undone: [], selected: undefined }

function editKey(modelId: string, image: number): string {
  return `${modelId}/${image}`
}

/** The edit of an image; one without operations when it was never touched. */
export function editOf(history: EditHistory, modelId: string, image: number): Edit {
  return history.edits.get(editKey(modelId, image)) ?? { modelId, image, operations: [] }
}

function withEdit(history: EditHistory, edit: Edit): EditHistory['edits'] {
  return new Map(history.edits).set(editKey(edit.modelId, edit.image), edit)
}

function commit(history: EditHistory, after: Edit): EditHistory {
  const before = editOf(history, after.modelId, after.image)
  return {
    ...history,
    edits: withEdit(history, after),
    done: [...history.done, { before, after }],
    undone: [],
  }
}

function undo(history: EditHistory): EditHistory {
  const change = history.done.at(-1)
  if (!change) return history
  return {
    edits: withEdit(history, change.before),
    done: history.done.slice(0, -1),
    undone: [...history.undone, change],
    selected: { modelId: change.before.modelId, image: change.before.image },
  }
}

function redo(history: EditHistory): EditHistory {
  const change = history.undone.at(-1)
  if (!change) return history
  return {
    edits: withEdit(history, change.after),
    done: [...history.done, change],
    undone: history.undone.slice(0, -1),
    selected: { modelId: change.after.modelId, image: change.after.image },
  }
}

function withoutModel({ edits, done, undone, selected }: EditHistory, modelId: string): EditHistory {
  const isOfOther = ({ after }: Change): boolean => after.modelId !== modelId
  return {
    edits: new Map([...edits].filter(([, edit]) => edit.modelId !== modelId)),
    done: done.filter(isOfOther),
    undone: undone.filter(isOfOther),
    selected: selected?.modelId === modelId ? undefined : selected,
  }
}

/** The one reducer: live actions and replay after a crash go through it alike. */
export function applyEntry(history: EditHistory, entry: JournalEntry): EditHistory {
  switch (entry.kind) {
    case 'edit':
      return commit(history, entry.edit)
    case 'undo':
      return undo(history)
    case 'redo':
      return redo(history)
    case 'select':
      return { ...history, selected: { modelId: entry.modelId, image: entry.image } }
    case 'remove-model':
      return withoutModel(history, entry.modelId)
  }
}

export function replay(entries: Iterable<JournalEntry>): EditHistory {
  let history = emptyHistory
  for (const entry of entries) history = applyEntry(history, entry)
  return history
}
