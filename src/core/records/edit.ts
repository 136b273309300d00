/** One step of an edit. Kept in order; evaluating them from the image's own code gives the edited code. */
export type Operation =
  | { kind: 'concept'; conceptId: string; amount: number }
  /** A drag on the map: the difference it made in latent space, [latentSize]. */
  | { kind: 'move'; offset: number[] }

/** What was done to one image under one model. Never destructive: the pixels of the data set do not change. */
export interface Edit {
  modelId: string
  image: number
  operations: Operation[]
}

/** One line of journal.jsonl. Replaying the lines in order gives the state of the document's edits. */
export type JournalEntry =
  | { kind: 'edit'; at: string; edit: Edit }
  | { kind: 'undo'; at: string }
  | { kind: 'redo'; at: string }
  | { kind: 'select'; at: string; modelId: string; image: number | null }
  /** Its edits go with it, and cannot be undone or redone. */
  | { kind: 'remove-model'; at: string; modelId: string }
