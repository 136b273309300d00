/** A failure that the reader can act on, in one sentence. */
export class Problem extends Error {
  override readonly name = 'Problem'
}

export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
