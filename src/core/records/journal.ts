import type { Edit, Marks } from './edit'
import type { GuestRecord } from './guest'
import type { TimelineRecord } from './timeline'

/** One line of journal.jsonl. Replaying the lines in order gives the state of the document's edits. */
export type JournalEntry =
  | { kind: 'edit'; at: string; edit: Edit }
  /** Of several images at once: one step of the history. */
  | { kind: 'edits'; at: string; edits: Edit[] }
  | { kind: 'mark'; at: string; marks: Marks }
  /** A timeline as it now is; without keyframes it is gone. */
  | { kind: 'timeline'; at: string; timeline: TimelineRecord }
  /** A guest as it now is; removed, it is gone. One that comes is selected under `modelId`. */
  | { kind: 'guest'; at: string; guest: GuestRecord; isRemoved?: boolean; modelId?: string }
  | { kind: 'undo'; at: string }
  | { kind: 'redo'; at: string }
  /** To the state after any step, whichever branch it is on; 0 is the beginning. */
  | { kind: 'go'; at: string; step: number }
  /** What the state after a step is called; empty takes the name away. */
  | { kind: 'name'; at: string; step: number; name: string }
  | { kind: 'select'; at: string; modelId: string; image: number | null }
  /** Its edits go with it, and cannot be undone or redone. */
  | { kind: 'remove-model'; at: string; modelId: string }
