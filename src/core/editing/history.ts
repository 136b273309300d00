import type { Edit, Marks } from '../records/edit'
import type { GuestRecord } from '../records/guest'
import type { JournalEntry } from '../records/journal'
import type { TimelineRecord } from '../records/timeline'

/**
 * All edits of a document with every state they have been in. Undo is a tree: what was done after going back is a new
 * branch, and the old one stays to be returned to. Immutable: every step returns a new history.
 */
export interface EditHistory {
  /** The edit of each touched image, by `editKey`. */
  readonly edits: ReadonlyMap<string, Edit>
  /** By data set. */
  readonly marks: ReadonlyMap<string, Marks>
  /** By their ids; those with keyframes. */
  readonly timelines: ReadonlyMap<string, TimelineRecord>
  /** Those that are there, by `guestKey`. */
  readonly guests: ReadonlyMap<string, GuestRecord>
  /** By data set, the highest image that a guest ever had. */
  readonly newestGuest: ReadonlyMap<string, number>
  /** By number, which says their order in time. */
  readonly steps: ReadonlyMap<number, Step>
  /** The step whose state this is; 0 before any. */
  readonly current: number
  /** By step, the one after it that redo does: the one that was there last. */
  readonly next: ReadonlyMap<number, number>
  /** Of the next step. */
  readonly number: number
  readonly selected: { readonly modelId: string; readonly image: number | null } | undefined
}

/** One step: edits of one or more images, what is marked and hidden, a timeline or a guest. Both states tell of the same. */
interface Step {
  /** The step before it; 0 for none. */
  readonly parent: number
  readonly before: State
  readonly after: State
  /** When, in ISO 8601. */
  readonly at: string
  /** What a person calls the state after it. */
  readonly name?: string
}

type EntryOf<K extends JournalEntry['kind']> = Extract<JournalEntry, { kind: K }>

interface State {
  readonly edits: readonly Edit[]
  readonly marks?: Marks
  readonly timeline?: TimelineRecord
  readonly guest?: GuestState
}

interface GuestState {
  readonly record: GuestRecord
  readonly isThere: boolean
  /** Who comes is selected, and who goes is no longer. */
  readonly selected: EditHistory['selected']
}

/** A history that is being written. */
interface Draft {
  edits: Map<string, Edit>
  marks: Map<string, Marks>
  timelines: Map<string, TimelineRecord>
  guests: Map<string, GuestRecord>
  newestGuest: Map<string, number>
  steps: Map<number, Step>
  current: number
  next: Map<number, number>
  number: number
  selected: EditHistory['selected']
}

export const emptyHistory: EditHistory = {
  edits: new Map(),
  marks: new Map(),
  timelines: new Map(),
  guests: new Map(),
  newestGuest: new Map(),
  steps: new Map(),
  current: 0,
  next: new Map(),
  number: 1,
  selected: undefined,
}

export function canUndo({ current }: EditHistory): boolean {
  return current !== 0
}

export function canRedo({ next, current }: EditHistory): boolean {
  return next.has(current)
}

function editKey(modelId: string, image: number): string {
  return `${modelId}/${image}`
}

const guestKey = ({ datasetId, image }: Pick<GuestRecord, 'datasetId' | 'image'>): string =>
  `${datasetId}/${image}`

/** Records are never changed in place. */
export function guestsDiffer(a: EditHistory['guests'], b: EditHistory['guests']): boolean {
  return a.size !== b.size || [...a].some(([key, guest]) => b.get(key) !== guest)
}

/** The edit of an image; one without operations when it was never touched. */
export function editOf(history: Pick<EditHistory, 'edits'>, modelId: string, image: number): Edit {
  return history.edits.get(editKey(modelId, image)) ?? { modelId, image, operations: [] }
}

/** What of a data set is marked and hidden; nothing when it never was. */
export function marksOf({ marks }: Pick<EditHistory, 'marks'>, datasetId: string): Marks {
  return marks.get(datasetId) ?? { datasetId, marked: '', hidden: '' }
}

/** The steps from the beginning to one, in their order. */
export function wayTo({ steps }: Pick<EditHistory, 'steps'>, number: number): number[] {
  const way: number[] = []
  for (let at = number; at !== 0; at = steps.get(at)?.parent ?? 0) way.push(at)
  return way.toReversed()
}

function put(draft: Draft, { edits, marks, timeline, guest }: State): void {
  for (const edit of edits) draft.edits.set(editKey(edit.modelId, edit.image), edit)
  if (marks) draft.marks.set(marks.datasetId, marks)
  if (timeline?.keyframes.length === 0) draft.timelines.delete(timeline.id)
  else if (timeline) draft.timelines.set(timeline.id, timeline)
  if (guest) putGuest(draft, guest)
}

function putGuest(draft: Draft, { record, isThere, selected }: GuestState): void {
  const { datasetId, image } = record
  if (isThere) draft.guests.set(guestKey(record), record)
  else draft.guests.delete(guestKey(record))
  draft.newestGuest.set(datasetId, Math.max(image, draft.newestGuest.get(datasetId) ?? image))
  draft.selected = selected
}

/** What a step will change, as it now is. */
function beforeOf(draft: Draft, { edits, marks, timeline, guest }: State): State {
  return {
    edits: edits.map(({ modelId, image }) => editOf(draft, modelId, image)),
    ...(marks && { marks: marksOf(draft, marks.datasetId) }),
    ...(timeline && { timeline: draft.timelines.get(timeline.id) ?? { ...timeline, keyframes: [] } }),
    ...(guest && { guest: guestBefore(draft, guest.record) }),
  }
}

function guestBefore({ guests, selected }: Draft, record: GuestRecord): GuestState {
  const known = guests.get(guestKey(record))
  return { record: known ?? record, isThere: known !== undefined, selected }
}

/** Who goes is not left selected. */
function guestAfter(draft: Draft, { guest, isRemoved, modelId }: EntryOf<'guest'>): GuestState {
  const { selected } = draft
  const isSelected = isRemoved && selected?.image === guest.image
  const chosen = modelId === undefined ? selected : { modelId, image: guest.image }
  return {
    record: guest,
    isThere: !isRemoved,
    selected: isSelected ? { modelId: selected.modelId, image: null } : chosen,
  }
}

function commit(draft: Draft, at: string, after: State): void {
  const before = beforeOf(draft, after)
  put(draft, after)
  const number = draft.number++
  draft.steps.set(number, { parent: draft.current, before, after, at })
  draft.next.set(draft.current, number)
  draft.current = number
}

function undo(draft: Draft): void {
  const step = draft.steps.get(draft.current)
  if (!step) return
  put(draft, step.before)
  draft.next.set(step.parent, draft.current)
  draft.current = step.parent
  draft.selected = selectedAfter(draft.selected, step)
}

function redo(draft: Draft): void {
  const number = draft.next.get(draft.current)
  const step = number === undefined ? undefined : draft.steps.get(number)
  if (!step || number === undefined) return
  put(draft, step.after)
  draft.current = number
  draft.selected = selectedAfter(draft.selected, step)
}

/** Back to where the ways part, then on to the step; redo follows that way from then on. */
function goTo(draft: Draft, number: number): void {
  if (number !== 0 && !draft.steps.has(number)) return
  const [here, there] = [wayTo(draft, draft.current), wayTo(draft, number)]
  let common = 0
  while (common < here.length && here[common] === there[common]) common++
  for (let i = here.length; i > common; i--) undo(draft)
  for (const wanted of there.slice(common)) {
    draft.next.set(draft.current, wanted)
    redo(draft)
  }
}

function rename(draft: Draft, number: number, name: string): void {
  const step = draft.steps.get(number)
  if (!step) return
  const { parent, before, after, at } = step
  draft.steps.set(number, { parent, before, after, at, ...(name && { name }) })
}

/** An image that changed, so that it is seen; marking changes none. */
function selectedAfter(
  selected: EditHistory['selected'],
  { after: { edits } }: Step,
): EditHistory['selected'] {
  const [first] = edits
  const isSelected = ({ modelId, image }: Edit): boolean =>
    modelId === selected?.modelId && image === selected.image
  return !first || edits.some(isSelected) ? selected : { modelId: first.modelId, image: first.image }
}

/** Steps that were of this model alone go; what came after one comes after the one before it. */
function removeModel(draft: Draft, modelId: string): void {
  const isOfOther = (one: { modelId: string }): boolean => one.modelId !== modelId
  const isLeft = ({ source }: GuestRecord): boolean => source.kind === 'photo' || isOfOther(source)
  const without = ({ edits, marks, timeline, guest }: State): State => ({
    edits: edits.filter(isOfOther),
    ...(marks && { marks }),
    ...(timeline && isOfOther(timeline) && { timeline }),
    ...(guest && isLeft(guest.record) && { guest: withoutModel(guest, modelId) }),
  })
  const left = new Map<number, Step>()
  const standIn = new Map<number, number>([[0, 0]])
  for (const [number, step] of draft.steps) {
    const parent = standIn.get(step.parent) ?? 0
    const after = without(step.after)
    const { edits, ...others } = after
    const stays = edits.length > 0 || Object.keys(others).length > 0
    if (stays) left.set(number, { ...step, parent, before: without(step.before), after })
    standIn.set(number, stays ? number : parent)
  }
  for (const [key, edit] of draft.edits) if (!isOfOther(edit)) draft.edits.delete(key)
  for (const [id, timeline] of draft.timelines) if (!isOfOther(timeline)) draft.timelines.delete(id)
  for (const [key, guest] of draft.guests) if (!isLeft(guest)) draft.guests.delete(key)
  draft.steps = left
  draft.current = standIn.get(draft.current) ?? 0
  draft.next = nextAmong(left, draft.next, standIn)
  if (draft.selected?.modelId === modelId) draft.selected = undefined
}

function withoutModel(guest: GuestState, modelId: string): GuestState {
  return guest.selected?.modelId === modelId ? { ...guest, selected: undefined } : guest
}

/** What redo does now: as before where that step is left, else the newest one there. */
function nextAmong(
  steps: EditHistory['steps'],
  before: EditHistory['next'],
  standIn: ReadonlyMap<number, number>,
): Map<number, number> {
  const next = new Map<number, number>()
  for (const [number, { parent }] of steps) next.set(parent, number)
  for (const [parent, number] of before) {
    const from = standIn.get(parent)
    if (from !== undefined && steps.get(number)?.parent === from) next.set(from, number)
  }
  return next
}

function write(draft: Draft, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'edit':
      return commit(draft, entry.at, { edits: [entry.edit] })
    case 'edits':
      return commit(draft, entry.at, { edits: entry.edits })
    case 'mark':
      return commit(draft, entry.at, { edits: [], marks: entry.marks })
    case 'timeline':
      return commit(draft, entry.at, { edits: [], timeline: entry.timeline })
    case 'guest':
      return commit(draft, entry.at, { edits: [], guest: guestAfter(draft, entry) })
    case 'undo':
      return undo(draft)
    case 'redo':
      return redo(draft)
    case 'go':
      return goTo(draft, entry.step)
    case 'name':
      return rename(draft, entry.step, entry.name)
    case 'select':
      draft.selected = { modelId: entry.modelId, image: entry.image }
      return
    case 'remove-model':
      return removeModel(draft, entry.modelId)
  }
}

function draftOf(history: EditHistory): Draft {
  const { edits, marks, timelines, guests, newestGuest, steps, next, ...others } = history
  return {
    ...others,
    edits: new Map(edits),
    marks: new Map(marks),
    timelines: new Map(timelines),
    guests: new Map(guests),
    newestGuest: new Map(newestGuest),
    steps: new Map(steps),
    next: new Map(next),
  }
}

/** The one reducer: live actions and replay after a crash go through it alike. */
export function applyEntry(history: EditHistory, entry: JournalEntry): EditHistory {
  const draft = draftOf(history)
  write(draft, entry)
  return draft
}

export function replay(entries: Iterable<JournalEntry>): EditHistory {
  const draft = draftOf(emptyHistory)
  for (const entry of entries) write(draft, entry)
  return draft
}
