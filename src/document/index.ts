/** The document folder: atomic writes, a journal, a lock, and records that are checked when read. */
export { writeFileAtomic } from './atomic'
export { copyDocument } from './copy'
export { Document, newId, type Encoding } from './document'
export { createDocument, openDocument } from './open'
export { trainingConfigSchema } from './records/formats'
export { assertGuest } from './records/guest-format'
export { readRecipe } from './records/recipe-format'
export { assertTimeline } from './records/timeline-format'
