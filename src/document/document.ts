import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Attribute } from '../core/records/attribute'
import type { ConceptRecord } from '../core/records/concept'
import type { DatasetRecord } from '../core/records/dataset'
import type { DocumentRecord } from '../core/records/document'
import type { HistoryRecord } from '../core/records/history'
import type { JournalEntry } from '../core/records/journal'
import type { MapRecord } from '../core/records/map'
import type { ModelRecord } from '../core/records/model'
import type { TrainingPoint } from '../core/records/training'
import { removeFolder, replaceFolder, writeFileAtomic, writeJsonAtomic } from './atomic'
import { Checkpoints } from './checkpoints'
import { attributesFromCsv, attributesToCsv } from './csv'
import { ReadOnlyError, UnreadableError } from './errors'
import { History, type KeptMoment, type MomentPictures } from './history'
import { JsonLines } from './json-lines'
import type { Layout } from './layout'
import type { Lock } from './lock'
import { encodeNpy } from './npy'
import { readNpy, readNpyRow } from './npy-file'
import { namesIn, readRecordFile, readRecords, report } from './problems'
import {
  datasetFormat,
  documentFormat,
  journalEntrySchema,
  modelFormat,
  trainingPointSchema,
} from './records/formats'
import { conceptFormat } from './records/concept-format'
import { mapFormat } from './records/map-format'
import { assertReadable } from './records/record'

/** What `openDocument` found on disk. */
export interface Opened {
  layout: Layout
  record: DocumentRecord
  datasets: DatasetRecord[]
  models: ModelRecord[]
  /** Records that could not be read, one sentence each. */
  problems: string[]
  lock?: Lock
  readOnlyBecause?: string
}

/** Codes of a whole data set under one model, row-major [count, latentSize]. */
export interface Encoding {
  count: number
  latentSize: number
  mu: Float32Array
  sigma: Float32Array
}

/** A new id: ten hexadecimal digits, so that two documents can be merged one day. */
export const newId = (): string => randomBytes(5).toString('hex')

/**
 * An open document folder. Everything that is written is whole on disk when the promise resolves; what could not be
 * read back is refused with a RangeError. After `close`, and in a read-only document, writing throws ReadOnlyError.
 */
export class Document {
  readonly #layout: Layout
  readonly #journal: JsonLines<JournalEntry>
  readonly #runs = new Map<string, JsonLines<TrainingPoint>>()
  readonly #histories = new Map<string, History>()
  readonly #lock: Lock | undefined
  readonly #images = new Map<string, Promise<Uint8Array>>()
  readonly #writing = new Set<Promise<unknown>>()
  #turn: Promise<unknown> = Promise.resolve()
  #isClosed = false
  readonly problems: string[]
  readonly readOnlyBecause: string | undefined
  record: DocumentRecord
  datasets: readonly DatasetRecord[]
  models: readonly ModelRecord[]

  constructor({ layout, record, datasets, models, problems, lock, readOnlyBecause }: Opened) {
    this.#layout = layout
    this.#journal = new JsonLines(layout.journal, (value) => journalEntrySchema.parse(value))
    this.#lock = lock
    this.record = record
    this.datasets = datasets
    this.models = models
    this.problems = problems
    this.readOnlyBecause = readOnlyBecause
  }

  get path(): string {
    return this.#layout.root
  }

  /** Every change goes through here: the lock is not let go of before it has ended. */
  async #write<T>(change: () => Promise<T>): Promise<T> {
    if (this.readOnlyBecause) throw new ReadOnlyError(this.readOnlyBecause)
    if (this.#isClosed) throw new ReadOnlyError('This document was closed.')
    const writing = change()
    this.#writing.add(writing)
    return writing.finally(() => this.#writing.delete(writing))
  }

  /** Between its two renames a replaced folder is in neither place: who reads it waits for who replaces it. */
  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task)
    this.#turn = result.catch(() => {})
    return result
  }

  /** @param modelId undefined for none */
  async setCurrentModel(modelId: string | undefined): Promise<void> {
    if (this.record.currentModelId === modelId) return
    const record = { ...this.record }
    if (modelId === undefined) delete record.currentModelId
    else record.currentModelId = modelId
    await this.#writeRecord(record)
  }

  /** Which of a model's maps it is shown by. @param mapId undefined for the one by principal components */
  async setMapInUse(modelId: string, mapId: string | undefined): Promise<void> {
    const { [modelId]: before, ...others } = this.record.mapsInUse ?? {}
    if (before === mapId) return
    const mapsInUse = mapId === undefined ? others : { ...others, [modelId]: mapId }
    await this.#writeRecord({ ...this.record, mapsInUse })
  }

  async #writeRecord(record: DocumentRecord): Promise<void> {
    assertReadable(documentFormat.schema, record, 'document')
    await this.#write(() => writeJsonAtomic(this.#layout.record, record))
    this.record = record
  }

  // Data sets

  /** Pixels of a data set, uint8 [count, height, width, 3]. Read once and kept. */
  readImages(datasetId: string): Promise<Uint8Array> {
    const known = this.#images.get(datasetId)
    if (known) return known
    const reading = this.#readImages(datasetId)
    this.#images.set(datasetId, reading)
    reading.catch(() => this.#images.delete(datasetId))
    return reading
  }

  async #readImages(datasetId: string): Promise<Uint8Array> {
    const { count, height, width } = this.#dataset(datasetId)
    const path = this.#layout.dataset(datasetId, 'images.npy')
    const { shape, data } = await readNpy(path, 'uint8', 4)
    if (shape.join() !== [count, height, width, 3].join())
      throw new UnreadableError(`${path} does not hold the images that its record describes.`)
    return data
  }

  async readAttributes(datasetId: string): Promise<Attribute[]> {
    const { attributes, count } = this.#dataset(datasetId)
    const path = this.#layout.dataset(datasetId, 'attributes.csv')
    return attributesFromCsv(await readFile(path, 'utf8'), attributes, count, path)
  }

  #dataset(id: string): DatasetRecord {
    const dataset = this.datasets.find((candidate) => candidate.id === id)
    if (!dataset) throw new UnreadableError(`There is no data set "${id}" in this document.`)
    return dataset
  }

  /** Adds a data set: written under another name and renamed when whole, so a killed build leaves nothing. */
  async addDataset(
    record: DatasetRecord,
    images: Uint8Array,
    attributes: readonly Attribute[],
  ): Promise<void> {
    assertReadable(datasetFormat.schema, record, 'data set')
    const shape = [record.count, record.height, record.width, 3]
    const files = {
      'images.npy': encodeNpy({ shape, data: images }),
      'attributes.csv': Buffer.from(attributesToCsv(attributes, record.count)),
      'dataset.json': Buffer.from(JSON.stringify(record, null, 2)),
    }
    await this.#write(() => replaceFolder(this.#layout.dataset(record.id), files))
    this.#images.set(record.id, Promise.resolve(images))
    this.datasets = byAge([...this.datasets.filter(({ id }) => id !== record.id), record])
  }

  /** What is said of a data set; its pictures and labels stay. */
  async describeDataset(datasetId: string, said: Pick<DatasetRecord, 'isOfFaces'>): Promise<void> {
    const record = { ...this.#dataset(datasetId), ...said }
    assertReadable(datasetFormat.schema, record, 'data set')
    await this.#write(() => writeJsonAtomic(this.#layout.dataset(datasetId, 'dataset.json'), record))
    this.datasets = byAge([...this.datasets.filter(({ id }) => id !== datasetId), record])
  }

  /** Pixels of a photo beside the data, uint8 RGB at their size. The journal says what it is. */
  async writeGuest(datasetId: string, image: number, rgb: Uint8Array): Promise<void> {
    const { height, width } = this.#dataset(datasetId)
    const bytes = Buffer.concat(encodeNpy({ shape: [1, height, width, 3], data: rgb }))
    await this.#write(() => writeFileAtomic(this.#layout.guest(datasetId, image), bytes))
  }

  /** @throws UnreadableError when it is missing or of another size than the data */
  async readGuest(datasetId: string, image: number): Promise<Uint8Array> {
    const { height, width } = this.#dataset(datasetId)
    const path = this.#layout.guest(datasetId, image)
    const { shape, data } = await readNpy(path, 'uint8', 4)
    if (shape.join() === [1, height, width, 3].join()) return data
    throw new UnreadableError(`${path} does not hold a picture of the size of the data.`)
  }

  /** Mapping of a model whose codes are not drawn directly. */
  async readMapping(modelId: string): Promise<Uint8Array> {
    return this.#checkpoints(modelId).readFile('mapping.onnx')
  }

  // Models

  async writeModel(record: ModelRecord): Promise<void> {
    assertReadable(modelFormat.schema, record, 'model card')
    await this.#write(() => writeJsonAtomic(this.#layout.model(record.id, 'card.json'), record))
    this.models = byAge([...this.models.filter(({ id }) => id !== record.id), record])
  }

  /** Takes away a model and all that was made of it: codes, map, concepts. Its edits are the journal's. */
  async removeModel(modelId: string): Promise<void> {
    if (this.record.currentModelId === modelId) await this.setCurrentModel(undefined)
    await this.removeConcepts(modelId)
    await this.removeMaps(modelId)
    await this.#write(async () => {
      await this.#runs.get(modelId)?.close()
      this.#runs.delete(modelId)
      this.#histories.delete(modelId)
      await removeFolder(this.#layout.model(modelId))
      await this.#inTurn(() => removeFolder(this.#layout.encoding(modelId)))
    })
    this.models = this.models.filter(({ id }) => id !== modelId)
  }

  /** Adds a checkpoint and then takes the older ones away: at every moment one is whole. */
  async writeCheckpoint(modelId: string, step: number, files: Record<string, Uint8Array>): Promise<void> {
    await this.#write(async () => this.#checkpoints(modelId).write(step, files))
  }

  /** All files of the newest checkpoint by their path within it. */
  async readCheckpoint(modelId: string): Promise<Record<string, Uint8Array>> {
    return this.#checkpoints(modelId).readAll()
  }

  async readDecoder(modelId: string): Promise<Uint8Array> {
    return this.#checkpoints(modelId).readFile('decoder.onnx')
  }

  /** What stands in the decoder's weights, as its network was saved, and the weights. */
  async readDecoderWeights(modelId: string): Promise<{ description: Uint8Array; weights: Uint8Array }> {
    const checkpoints = this.#checkpoints(modelId)
    const description = await checkpoints
      .readFile('decoder/model.json')
      .catch(() => checkpoints.readFile('decoder/weights.json'))
    return { description, weights: await checkpoints.readFile('decoder/weights.bin') }
  }

  async readEncoder(modelId: string): Promise<Uint8Array> {
    return this.#checkpoints(modelId).readFile('encoder.onnx')
  }

  #checkpoints(modelId: string): Checkpoints {
    return new Checkpoints(this.#layout.checkpoints(modelId))
  }

  async appendTrainingPoint(modelId: string, point: TrainingPoint): Promise<void> {
    await this.#write(async () => {
      await mkdir(this.#layout.model(modelId), { recursive: true })
      await this.#run(modelId).append(point)
    })
  }

  async readTrainingPoints(modelId: string): Promise<TrainingPoint[]> {
    return (await this.#run(modelId).read()).values
  }

  #run(modelId: string): JsonLines<TrainingPoint> {
    const path = this.#layout.model(modelId, 'training.jsonl')
    const known = this.#runs.get(modelId) ?? new JsonLines(path, (value) => trainingPointSchema.parse(value))
    this.#runs.set(modelId, known)
    return known
  }

  /** Adds a moment to what is kept of a run; those at its step or later go. */
  async keepMoment(modelId: string, moment: KeptMoment): Promise<void> {
    await this.#write(() => this.#history(modelId).add(moment))
  }

  /** Takes away the moments after a step: they are to come again. */
  async dropMomentsAfter(modelId: string, step: number): Promise<void> {
    await this.#write(() => this.#history(modelId).dropAfter(step))
  }

  /** What is kept of a run; undefined for a model that was made without. @throws UnreadableError when it is damaged */
  async readHistory(modelId: string): Promise<HistoryRecord | undefined> {
    return this.#history(modelId).read()
  }

  /** Codes at one step, row-major [images, codeSize]. @throws UnreadableError, also for a moment that is gone */
  async readMomentCodes(modelId: string, step: number): Promise<Float32Array> {
    return this.#history(modelId).readCodes(step)
  }

  async readMomentPictures(modelId: string, step: number): Promise<MomentPictures> {
    return this.#history(modelId).readPictures(step)
  }

  #history(modelId: string): History {
    const known = this.#histories.get(modelId) ?? new History(this.#layout.history(modelId))
    this.#histories.set(modelId, known)
    return known
  }

  // Codes, maps, concepts

  async writeEncoding(modelId: string, { count, latentSize, mu, sigma }: Encoding): Promise<void> {
    const files = {
      'mu.npy': encodeNpy({ shape: [count, latentSize], data: mu }),
      'sigma.npy': encodeNpy({ shape: [count, latentSize], data: sigma }),
    }
    await this.#write(() => this.#inTurn(() => replaceFolder(this.#layout.encoding(modelId), files)))
  }

  async readEncoding(modelId: string): Promise<Omit<Encoding, 'sigma'>> {
    const path = this.#layout.encoding(modelId, 'mu.npy')
    const { shape, data } = await this.#inTurn(() => readNpy(path, 'float32', 2))
    return { count: shape[0]!, latentSize: shape[1]!, mu: data }
  }

  /** Standard deviations of one image's posterior, [latentSize]. */
  readSigma(modelId: string, image: number): Promise<Float32Array> {
    const path = this.#layout.encoding(modelId, 'sigma.npy')
    return this.#inTurn(() => readNpyRow(path, image))
  }

  /** A figure of each image under the model's codes, [count]; it goes when they are written anew. */
  async writeErrors(modelId: string, errors: Float32Array): Promise<void> {
    const bytes = Buffer.concat(encodeNpy({ shape: [errors.length, 1], data: errors }))
    const path = this.#layout.encoding(modelId, 'errors.npy')
    await this.#write(() => this.#inTurn(() => writeFileAtomic(path, bytes)))
  }

  /** Undefined while they have not been measured. */
  async readErrors(modelId: string): Promise<Float32Array | undefined> {
    const path = this.#layout.encoding(modelId, 'errors.npy')
    const read = this.#inTurn(() => readNpy(path, 'float32', 2))
    return read.then(({ data }) => data).catch(() => undefined)
  }

  async writeMap(record: MapRecord, positionsInMap: Float32Array): Promise<void> {
    assertReadable(mapFormat.schema, record, 'map')
    const shape = [positionsInMap.length / record.dimensions, record.dimensions]
    const files = {
      'positions.npy': encodeNpy({ shape, data: positionsInMap }),
      'map.json': Buffer.from(JSON.stringify(record, null, 2)),
    }
    await this.#write(() => this.#inTurn(() => replaceFolder(this.#layout.map(record.id), files)))
  }

  async readMap(id: string): Promise<{ record: MapRecord; positionsInMap: Float32Array }> {
    return this.#inTurn(async () => {
      const record = await readRecordFile(mapFormat, this.#layout.map(id, 'map.json'))
      const path = this.#layout.map(id, 'positions.npy')
      const { shape, data } = await readNpy(path, 'float32', 2)
      const count = 'count' in record ? record.count : shape[0]
      if (shape[0] !== count || shape[1] !== record.dimensions || !data.every(Number.isFinite))
        throw new UnreadableError(`${path} does not hold the positions that its record describes.`)
      return { record, positionsInMap: data }
    })
  }

  /** Records of a model's maps, oldest first; broken ones are left out and reported in `problems`. */
  async readMaps(modelId: string): Promise<MapRecord[]> {
    const ids = await namesIn(this.#layout.folder('maps'))
    const places = ids.map((id) => ({ id, path: this.#layout.map(id, 'map.json') }))
    const all = await this.#inTurn(() => readRecords(mapFormat, places, this.problems))
    return byAge(all.filter((map) => map.modelId === modelId))
  }

  /** One that is in use gives way to the one by principal components. */
  async removeMap({ id, modelId }: Pick<MapRecord, 'id' | 'modelId'>): Promise<void> {
    if (this.record.mapsInUse?.[modelId] === id) await this.setMapInUse(modelId, undefined)
    await this.#write(() => this.#inTurn(() => removeFolder(this.#layout.map(id))))
  }

  /** Takes away all maps of a model, before its codes change or go. */
  async removeMaps(modelId: string): Promise<void> {
    for (const map of await this.readMaps(modelId)) await this.removeMap(map)
  }

  async writeConcept(record: ConceptRecord): Promise<void> {
    assertReadable(conceptFormat.schema, record, 'concept')
    await this.#write(() => writeJsonAtomic(this.#layout.concept(record.id), record))
  }

  /** Concepts of a model in their order, deleted ones too; broken ones are left out and reported in `problems`. */
  async readConcepts(modelId: string): Promise<ConceptRecord[]> {
    const folder = this.#layout.folder('concepts')
    const ids = (await namesIn(folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
    const places = ids.map((id) => ({ id, path: join(folder, `${id}.json`) }))
    const all = await readRecords(conceptFormat, places, this.problems)
    const own = all.filter((concept) => concept.modelId === modelId)
    return own.sort((a, b) => a.order - b.order)
  }

  async removeConcept(id: string): Promise<void> {
    await this.#write(() => rm(this.#layout.concept(id), { force: true }))
  }

  /** Takes away all concepts of a model. */
  async removeConcepts(modelId: string): Promise<void> {
    for (const { id } of await this.readConcepts(modelId)) await this.removeConcept(id)
  }

  // Journal

  async appendJournal(entry: JournalEntry): Promise<void> {
    await this.#write(() => this.#journal.append(entry))
  }

  async readJournal(): Promise<JournalEntry[]> {
    const { values, damaged } = await this.#journal.read()
    if (damaged > 0)
      report(this.problems, `${damaged} actions in the journal could not be read and were left out.`)
    return values
  }

  /** Waits for what is being written, then lets others write. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled([...this.#writing])
    await this.#journal.close()
    for (const run of this.#runs.values()) await run.close()
    await this.#lock?.release()
  }
}

/** Oldest first: the order in which they were made, not that of their random ids. */
export function byAge<T extends { createdAt: string }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
}
