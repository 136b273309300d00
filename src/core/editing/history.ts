import type { Edit, Marks } from '../records/edit'
import type { JournalEntry } from '../records/journal'
import type { TimelineRecord } from '../records/timeline'

/** All edits of a document with what is needed to take each change back. Immutable: every step returns a new one. */
export interface EditHistory {
  /** The edit of each touched image, by `editKey`. */
  readonly edits: ReadonlyMap<string, Edit>
  /** By data set. */
  readonly marks: ReadonlyMap<string, Marks>
  /** By their ids; those with keyframes. */
  readonly timelines: ReadonlyMap<string, TimelineRecord>
  readonly done: readonly Change[]
  readonly undone: readonly Change[]
  readonly selected: { readonly modelId: string; readonly image: number | null } | undefined
}

/** One step: edits of one or more images, what is marked and hidden, or a timeline. Both states tell of the same. */
interface Change {
  readonly before: State
  readonly after: State
}

interface State {
  readonly edits: readonly Edit[]
  readonly marks?: Marks
  readonly timeline?: TimelineRecord
}

export const emptyHistory: EditHistory = {
  edits: new Map(),
  marks: new Map(),
  timelines: new Map(),
  done: [],
  undone: [],
  selected: undefined,
}

function editKey(modelId: string, image: number): string {
  return `${modelId}/${image}`
}

/** The edit of an image; one without operations when it was never touched. */
export function editOf(history: EditHistory, modelId: string, image: number): Edit {
  return history.edits.get(editKey(modelId, image)) ?? { modelId, image, operations: [] }
}

/** What of a data set is marked and hidden; nothing when it never was. */
export function marksOf({ marks }: Pick<EditHistory, 'marks'>, datasetId: string): Marks {
  return marks.get(datasetId) ?? { datasetId, marked: '', hidden: '' }
}

/** The parts of a history that steps change. */
type Kept = Pick<EditHistory, 'edits' | 'marks' | 'timelines'>

function withState(history: EditHistory, { edits, marks, timeline }: State): Kept {
  const all = new Map(history.edits)
  for (const edit of edits) all.set(editKey(edit.modelId, edit.image), edit)
  return {
    edits: all,
    marks: marks ? new Map(history.marks).set(marks.datasetId, marks) : history.marks,
    timelines: timeline ? withTimeline(history.timelines, timeline) : history.timelines,
  }
}

function withTimeline(all: EditHistory['timelines'], timeline: TimelineRecord): EditHistory['timelines'] {
  const next = new Map(all).set(timeline.id, timeline)
  if (timeline.keyframes.length === 0) next.delete(timeline.id)
  return next
}

function commit(history: EditHistory, after: State): EditHistory {
  const done = [...history.done, { before: beforeOf(history, after), after }]
  return { ...history, ...withState(history, after), done, undone: [] }
}

/** What a step will change, as it now is. */
function beforeOf(history: EditHistory, { edits, marks, timeline }: State): State {
  return {
    edits: edits.map(({ modelId, image }) => editOf(history, modelId, image)),
    ...(marks && { marks: marksOf(history, marks.datasetId) }),
    ...(timeline && { timeline: history.timelines.get(timeline.id) ?? { ...timeline, keyframes: [] } }),
  }
}

function undo(history: EditHistory): EditHistory {
  const change = history.done.at(-1)
  if (!change) return history
  return {
    ...withState(history, change.before),
    done: history.done.slice(0, -1),
    undone: [...history.undone, change],
    selected: selectedAfter(history, change),
  }
}

function redo(history: EditHistory): EditHistory {
  const change = history.undone.at(-1)
  if (!change) return history
  return {
    ...withState(history, change.after),
    done: [...history.done, change],
    undone: history.undone.slice(0, -1),
    selected: selectedAfter(history, change),
  }
}

/** An image that changed, so that it is seen; marking changes none. */
function selectedAfter({ selected }: EditHistory, { after: { edits } }: Change): EditHistory['selected'] {
  const [first] = edits
  const isSelected = ({ modelId, image }: Edit): boolean =>
    modelId === selected?.modelId && image === selected.image
  return !first || edits.some(isSelected) ? selected : { modelId: first.modelId, image: first.image }
}

function withoutModel(history: EditHistory, modelId: string): EditHistory {
  const isOfOther = (one: { modelId: string }): boolean => one.modelId !== modelId
  const ofOther = (timeline?: TimelineRecord): Pick<State, 'timeline'> =>
    timeline && isOfOther(timeline) ? { timeline } : {}
  const stateWithoutIt = ({ edits, timeline, ...rest }: State): State => ({
    ...rest,
    edits: edits.filter(isOfOther),
    ...ofOther(timeline),
  })
  const withoutIt = (changes: readonly Change[]): Change[] =>
    changes
      .map(({ before, after }) => ({
        before: stateWithoutIt(before),
        after: stateWithoutIt(after),
      }))
      .filter(({ after }) => after.edits.length > 0 || after.marks || after.timeline)
  return {
    ...history,
    edits: new Map([...history.edits].filter(([, edit]) => isOfOther(edit))),
    timelines: new Map([...history.timelines].filter(([, timeline]) => isOfOther(timeline))),
    done: withoutIt(history.done),
    undone: withoutIt(history.undone),
    selected: history.selected?.modelId === modelId ? undefined : history.selected,
  }
}

/** The one reducer: live actions and replay after a crash go through it alike. */
export function applyEntry(history: EditHistory, entry: JournalEntry): EditHistory {
  switch (entry.kind) {
    case 'edit':
      return commit(history, { edits: [entry.edit] })
    case 'edits':
      return commit(history, { edits: entry.edits })
    case 'mark':
      return commit(history, { edits: [], marks: entry.marks })
    case 'timeline':
      return commit(history, { edits: [], timeline: entry.timeline })
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
