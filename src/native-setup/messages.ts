/** What this process says. */
export type FromBringer =
  | { kind: 'progress'; label: string; done: number; total: number }
  | { kind: 'done' }
  | { kind: 'failed'; message: string }
