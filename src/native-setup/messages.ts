/** What this process says. */
export type FromBringer =
  | { kind: 'progress'; label: string; done: number; total: number }
  | { kind: 'done'; binding: string }
  | { kind: 'failed'; message: string }
