import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { documentVersion, type DocumentRecord } from '../core/records/document'
import { recoverFolders, temporaryBeside, writeJsonAtomic } from './atomic'
import { byAge, Document, newId, type Opened } from './document'
import { DocumentBusyError, NewerVersionError, UnreadableError } from './errors'
import { Layout } from './layout'
import { takeLock } from './lock'
import { namesIn, readRecordFile, readRecords, type Place } from './problems'
import { datasetFormat, documentFormat, modelFormat } from './records/formats'
import { assertReadable, readRecord } from './records/record'

/** @throws UnreadableError when something is already there */
export async function createDocument(path: string, name: string): Promise<Document> {
  const root = resolve(path)
  if (await exists(root)) throw new UnreadableError(`${root} already exists; choose another name.`)
  const record: DocumentRecord = {
    version: documentVersion,
    id: newId(),
    name: name || 'Untitled',
    createdAt: new Date().toISOString(),
  }
  assertReadable(documentFormat.schema, record, 'document')
  const fresh = temporaryBeside(root)
  try {
    await mkdir(dirname(root), { recursive: true })
    await writeJsonAtomic(new Layout(fresh).record, record)
    await rename(fresh, root)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return openDocument(root)
}

export interface OpenOptions {
  /** Only to look: no lock is taken and nothing is tidied up. */
  readOnly?: boolean
}

/**
 * Opens a document for writing. One that somebody else writes, or that a newer Slerp wrote, opens read-only and says
 * why.
 *
 * @throws UnreadableError when it is not a document
 */
export async function openDocument(path: string, { readOnly = false }: OpenOptions = {}): Promise<Document> {
  const layout = new Layout(resolve(path))
  const { record, newer } = await readDocumentRecord(layout)
  const refused = newer ?? (readOnly ? 'This document was opened to be looked at, not changed.' : undefined)
  const access = refused ? { readOnlyBecause: refused } : await lockIfFree(layout)
  try {
    if (!access.readOnlyBecause) await recover(layout)
    const document = new Document({ layout, record, ...(await readLists(layout)), ...access })
    if (!document.readOnlyBecause) await markInterrupted(document)
    return document
  } catch (error) {
    await access.lock?.release()
    throw error
  }
}

async function readLists(layout: Layout): Promise<Pick<Opened, 'datasets' | 'models' | 'problems'>> {
  const problems: string[] = []
  const datasets = await readRecords(
    datasetFormat,
    await placesIn(layout, 'datasets', 'dataset.json'),
    problems,
  )
  const models = await readRecords(modelFormat, await placesIn(layout, 'models', 'card.json'), problems)
  return { datasets: byAge(datasets), models: byAge(models), problems }
}

/** Tidies up after a crash in the middle of a write. */
async function recover(layout: Layout): Promise<void> {
  const models = await namesIn(layout.folder('models'))
  const within = (name: string): string[] => models.map((id) => join(layout.folder('models'), id, name))
  const parents = [
    layout.folder('datasets'),
    layout.folder('encodings'),
    layout.folder('maps'),
    ...within('checkpoints'),
    ...within('history'),
  ]
  for (const parent of parents) await recoverFolders(parent)
}

async function readDocumentRecord(layout: Layout): Promise<{ record: DocumentRecord; newer?: string }> {
  if (!(await exists(layout.record))) throw new UnreadableError(`${layout.root} is not a Slerp document.`)
  try {
    return { record: await readRecordFile(documentFormat, layout.record) }
  } catch (error) {
    if (!(error instanceof NewerVersionError)) throw error
    const newer =
      'This document was written by a newer version of Slerp; it can be looked at but not changed.'
    const text = await readFile(layout.record, 'utf8')
    const record = { ...(JSON.parse(text) as object), version: documentVersion }
    return { record: readRecord(documentFormat, JSON.stringify(record), layout.record), newer }
  }
}

async function lockIfFree(layout: Layout): Promise<Pick<Opened, 'lock' | 'readOnlyBecause'>> {
  try {
    return { lock: await takeLock(layout.lock) }
  } catch (error) {
    if (error instanceof DocumentBusyError)
      return { readOnlyBecause: `${error.message} Here it can be looked at but not changed.` }
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      return {
        readOnlyBecause: 'This folder may not be written; the document can be looked at but not changed.',
      }
    throw error
  }
}

async function placesIn(layout: Layout, kind: 'datasets' | 'models', file: string): Promise<Place[]> {
  const folder = layout.folder(kind)
  return (await namesIn(folder)).map((id) => ({ id, path: join(folder, id, file) }))
}

/** A run that was going when the process died is no longer going; the window offers to go on from its checkpoint. */
async function markInterrupted(document: Document): Promise<void> {
  for (const model of document.models)
    if (model.state === 'running' || model.state === 'paused')
      await document.writeModel({
        ...model,
        state: 'interrupted',
        message: 'Slerp ended while this model was learning.',
      })
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
