/** The document folder: atomic writes, a journal, a lock, and records that are checked when read. */
export { writeFileAtomic } from './atomic'
export { Document, newId, type Encoding } from './document'
export { DocumentBusyError, NewerVersionError, ReadOnlyError, UnreadableError } from './errors'
export { copyDocument, createDocument, openDocument } from './open'
export { trainingConfigSchema } from './records/formats'
