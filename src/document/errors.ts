/** What can go wrong with a document's files. Each message is one sentence for people. */

/** A file is not what it should be: torn, foreign, or made to harm. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

/** The document was written by a newer Slerp than this one. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError'
}

/** Another Slerp has the document open. */
export class DocumentBusyError extends Error {
  override readonly name = 'DocumentBusyError'
}

/** The document may not be written. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError'
}
