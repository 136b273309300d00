import { basename } from 'node:path'
import {
  applyEntry,
  canRedo,
  canUndo,
  emptyHistory,
  guestsDiffer,
  replay,
  type EditHistory,
} from '../core/editing/history'
import type { JournalEntry } from '../core/records/journal'
import { copyDocument, createDocument, openDocument, type Document } from '../document'
import type { DocumentView, EditingView } from '../protocol/api'
import { ServiceError } from '../protocol/errors'
import { Coders } from './coders'
import { ConceptBases } from './concepts/concepts'
import { Guests } from './guests/guests'
import { Hub } from './hub'
import { Maps } from './maps/maps'
import type { ServicePaths } from './paths'

/** The open document with its undo history: what every feature works on. One per process. */
export class Workspace {
  readonly hub = new Hub()
  readonly coders = new Coders(() => this.document)
  readonly paths: ServicePaths
  readonly maps: Maps
  readonly concepts = new ConceptBases()
  readonly guests = new Guests(this)
  /** Called before the document is closed, so that work on it ends first. */
  onClose: () => void = () => {}
  #document: Document | undefined
  #history: EditHistory = emptyHistory

  constructor(paths: ServicePaths) {
    this.paths = paths
    this.maps = new Maps(paths.mapThread)
  }

  /** @throws ServiceError when none is open */
  get document(): Document {
    if (!this.#document) throw new ServiceError('not-found', 'No document is open.')
    return this.#document
  }

  /** The model whose map is shown; undefined without a document or a model. */
  get currentModelId(): string | undefined {
    return this.#document?.record.currentModelId
  }

  get isOpen(): boolean {
    return this.#document !== undefined
  }

  async create(path: string): Promise<DocumentView> {
    return this.#show(await createDocument(path, basename(path).replace(/\.slerp$/, '')))
  }

  async open(path: string): Promise<DocumentView> {
    if (this.#document?.path === path) return this.view()
    return this.#show(await openDocument(path))
  }

  async openDemo(path: string): Promise<DocumentView> {
    await copyDocument(this.paths.demo, path)
    return this.open(path)
  }

  async close(): Promise<void> {
    this.onClose()
    this.maps.letGo()
    this.coders.clear()
    this.concepts.drop()
    await this.#document?.close()
    this.#document = undefined
    this.#history = emptyHistory
  }

  async #show(document: Document): Promise<DocumentView> {
    await this.close()
    this.#document = document
    this.#history = replay(await document.readJournal())
    return this.view()
  }

  view(): DocumentView {
    const { path, record, datasets, models, readOnlyBecause } = this.document
    return {
      path,
      name: record.name,
      ...(readOnlyBecause && { readOnlyBecause }),
      datasets: [...datasets],
      models: [...models],
      problems: [...this.document.problems],
      ...(record.currentModelId && { currentModelId: record.currentModelId }),
      editing: this.editing(),
    }
  }

  /** All that was done to the document's images, as a tree. */
  get history(): EditHistory {
    return this.#history
  }

  editing(): EditingView {
    const { edits, marks, timelines, selected, current } = this.#history
    return {
      edits: [...edits.values()],
      marks: [...marks.values()],
      timelines: [...timelines.values()],
      selected: selected ?? null,
      step: current,
      canUndo: canUndo(this.#history),
      canRedo: canRedo(this.#history),
    }
  }

  /** Writes an action down, then does it: what was answered is on disk. */
  async act(entry: JournalEntry): Promise<EditingView> {
    await this.document.appendJournal(entry)
    const { guests } = this.#history
    this.#history = applyEntry(this.#history, entry)
    if (guestsDiffer(guests, this.#history.guests)) await this.guests.tell()
    return this.editing()
  }

  /** Tells every window that data sets or models changed. */
  announce(): void {
    this.hub.emit('document.changed', this.view())
  }
}
