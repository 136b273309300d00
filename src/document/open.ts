import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { documentVersion, type DocumentRecord } from '../core/records/document'
import { temporaryBeside, writeFileAtomic, writeJsonAtomic } from './atomic'
import { Document, newId, type Opened } from './document'
import { DocumentBusyError, NewerVersionError, UnreadableError } from './errors'
import { Layout } from './layout'
import { takeLock } from './lock'
import { namesIn, readRecords } from './problems'
import { datasetFormat, documentFormat, modelFormat } from './records/formats'
import { readRecord } from './records/record'

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
  await mkdir(root, { recursive: true })
  await writeJsonAtomic(new Layout(root).record, record)
  return openDocument(root)
}

/**
 * Opens a document for writing. One that somebody else writes, or that a newer Slerp wrote, opens read-only and says
 * why.
 *
 * @throws UnreadableError when it is not a document
 */
export async function openDocument(path: string): Promise<Document> {
  const layout = new Layout(resolve(path))
  const problems: string[] = []
  const { record, newer } = await readDocumentRecord(layout)
  const access = newer ? { readOnlyBecause: newer } : await lockIfFree(layout)
  const opened: Opened = {
    layout,
    record,
    datasets: await readRecords(
      datasetFormat,
      await recordPaths(layout, 'datasets', 'dataset.json'),
      problems,
    ),
    models: await readRecords(modelFormat, await recordPaths(layout, 'models', 'card.json'), problems),
    problems,
    ...access,
  }
  const document = new Document(opened)
  if (!document.readOnlyBecause) await markInterrupted(document)
  return document
}

async function readDocumentRecord(layout: Layout): Promise<{ record: DocumentRecord; newer?: string }> {
  if (!(await exists(layout.record))) throw new UnreadableError(`${layout.root} is not a Slerp document.`)
  const text = await readFile(layout.record, 'utf8')
  try {
    return { record: readRecord(documentFormat, text, layout.record) }
  } catch (error) {
    if (!(error instanceof NewerVersionError)) throw error
    const newer =
      'This document was written by a newer version of Slerp; it can be looked at but not changed.'
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

async function recordPaths(layout: Layout, kind: 'datasets' | 'models', file: string): Promise<string[]> {
  const folder = layout.folder(kind)
  return (await namesIn(folder)).map((name) => join(folder, name, file))
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

/**
 * Copies a document, for example the demo out of the read-only resources. Never overwrites; a crash leaves nothing
 * half-copied. Images that are shipped compressed are unpacked.
 */
export async function copyDocument(from: string, to: string): Promise<void> {
  if (await exists(join(to, 'document.json'))) return
  if (!(await exists(join(from, 'document.json'))))
    throw new UnreadableError(`There is no document at ${from}.`)
  const fresh = temporaryBeside(to)
  try {
    await mkdir(dirname(to), { recursive: true })
    await cp(from, fresh, { recursive: true })
    await unpackImages(fresh)
    await rename(fresh, to)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function unpackImages(root: string): Promise<void> {
  const folder = new Layout(root).folder('datasets')
  for (const id of await namesIn(folder)) {
    const packed = join(folder, id, 'images.npy.gz')
    if (!(await exists(packed))) continue
    await writeFileAtomic(packed.slice(0, -'.gz'.length), await promisify(gunzip)(await readFile(packed)))
    await rm(packed)
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
