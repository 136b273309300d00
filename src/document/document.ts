import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import type { Attribute } from '../core/records/attribute'
import type { ConceptRecord } from '../core/records/concept'
import type { DatasetRecord } from '../core/records/dataset'
import type { DocumentRecord } from '../core/records/document'
import type { JournalEntry } from '../core/records/edit'
import type { MapRecord } from '../core/records/map'
import type { ModelRecord, TrainingPoint } from '../core/records/model'
import { replaceFolder, writeJsonAtomic } from './atomic'
import { attributesFromCsv, attributesToCsv } from './csv'
import { ReadOnlyError, UnreadableError } from './errors'
import { JsonLines } from './json-lines'
import type { Layout } from './layout'
import type { Lock } from './lock'
import { encodeNpy, readNpy, writeNpy } from './npy'
import { namesIn, readRecords } from './problems'
import { conceptFormat, journalEntrySchema, mapFormat, trainingPointSchema } from './records/formats'
import { readRecord } from './records/record'

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

/** An open document folder. Everything that is written is whole on disk when the promise resolves. */
export class Document {
  readonly #layout: Layout
  readonly #journal: JsonLines<JournalEntry>
  readonly #runs = new Map<string, JsonLines<TrainingPoint>>()
  readonly #lock: Lock | undefined
  readonly #images = new Map<string, Promise<Uint8Array>>()
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

  #assertWritable(): void {
    if (this.readOnlyBecause) throw new ReadOnlyError(this.readOnlyBecause)
  }

  async setCurrentModel(modelId: string): Promise<void> {
    if (this.record.currentModelId === modelId) return
    this.#assertWritable()
    this.record = { ...this.record, currentModelId: modelId }
    await writeJsonAtomic(this.#layout.record, this.record)
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
    this.#assertWritable()
    const shape = [record.count, record.height, record.width, 3]
    await replaceFolder(this.#layout.dataset(record.id), {
      'images.npy': encodeNpy({ shape, data: images }),
      'attributes.csv': Buffer.from(attributesToCsv(attributes, record.count)),
      'dataset.json': Buffer.from(JSON.stringify(record, null, 2)),
    })
    this.#images.set(record.id, Promise.resolve(images))
    this.datasets = [...this.datasets.filter(({ id }) => id !== record.id), record]
  }

  // Models

  async writeModel(record: ModelRecord): Promise<void> {
    this.#assertWritable()
    await writeJsonAtomic(this.#layout.model(record.id, 'card.json'), record)
    const others = this.models.filter(({ id }) => id !== record.id)
    this.models = [...others, record].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  }

  /** Adds a checkpoint and then takes the older ones away: at every moment one is whole. */
  async writeCheckpoint(modelId: string, step: number, files: Record<string, Uint8Array>): Promise<void> {
    this.#assertWritable()
    const name = String(step).padStart(9, '0')
    await replaceFolder(this.#layout.checkpoint(modelId, name), files)
    for (const old of await namesIn(this.#layout.checkpoints(modelId)))
      if (old !== name) await rm(this.#layout.checkpoint(modelId, old), { recursive: true, force: true })
  }

  async #checkpointFile(modelId: string, file: string): Promise<Uint8Array> {
    const newest = (await namesIn(this.#layout.checkpoints(modelId))).at(-1)
    if (!newest) throw new UnreadableError('This model has no checkpoint yet.')
    return readFile(this.#layout.checkpoint(modelId, newest, file))
  }

  /** All files of the newest checkpoint by their path within it. */
  async readCheckpoint(modelId: string): Promise<Record<string, Uint8Array>> {
    const names = ['encoder/model.json', 'encoder/weights.bin', 'decoder/model.json', 'decoder/weights.bin']
    const files: Record<string, Uint8Array> = {}
    for (const name of [...names, 'optimizer.bin', 'state.json'])
      files[name] = await this.#checkpointFile(modelId, name)
    return files
  }

  readDecoder(modelId: string): Promise<Uint8Array> {
    return this.#checkpointFile(modelId, 'decoder.onnx')
  }

  readEncoder(modelId: string): Promise<Uint8Array> {
    return this.#checkpointFile(modelId, 'encoder.onnx')
  }

  async appendTrainingPoint(modelId: string, point: TrainingPoint): Promise<void> {
    this.#assertWritable()
    await mkdir(this.#layout.model(modelId), { recursive: true })
    await this.#run(modelId).append(point)
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

  // Codes, maps, concepts

  async writeEncoding(modelId: string, { count, latentSize, mu, sigma }: Encoding): Promise<void> {
    this.#assertWritable()
    await replaceFolder(this.#layout.encoding(modelId), {
      'mu.npy': encodeNpy({ shape: [count, latentSize], data: mu }),
      'sigma.npy': encodeNpy({ shape: [count, latentSize], data: sigma }),
    })
  }

  async readEncoding(modelId: string): Promise<Omit<Encoding, 'sigma'>> {
    const { shape, data } = await readNpy(this.#layout.encoding(modelId, 'mu.npy'), 'float32', 2)
    return { count: shape[0]!, latentSize: shape[1]!, mu: data }
  }

  async writeMap(record: MapRecord, positionsInMap: Float32Array): Promise<void> {
    this.#assertWritable()
    const shape = [positionsInMap.length / record.dimensions, record.dimensions]
    await writeNpy(this.#layout.map(record.id, 'positions.npy'), { shape, data: positionsInMap })
    await writeJsonAtomic(this.#layout.map(record.id, 'map.json'), record)
  }

  async readMap(id: string): Promise<{ record: MapRecord; positionsInMap: Float32Array }> {
    const path = this.#layout.map(id, 'map.json')
    const record = readRecord(mapFormat, await readFile(path, 'utf8'), path)
    const { data } = await readNpy(this.#layout.map(id, 'positions.npy'), 'float32', 2)
    return { record, positionsInMap: data }
  }

  async writeConcept(record: ConceptRecord): Promise<void> {
    this.#assertWritable()
    await writeJsonAtomic(this.#layout.concept(record.id), record)
  }

  /** Concepts of a model; broken ones are left out and reported in `problems`. */
  async readConcepts(modelId: string): Promise<ConceptRecord[]> {
    const names = await namesIn(this.#layout.folder('concepts'))
    const paths = names.map((name) => `${this.#layout.folder('concepts')}/${name}`)
    const all = await readRecords(conceptFormat, paths, this.problems)
    return all.filter((concept) => concept.modelId === modelId)
  }

  /** Takes away the concepts of a model, before those of new weights are written. */
  async removeConcepts(modelId: string): Promise<void> {
    this.#assertWritable()
    for (const { id } of await this.readConcepts(modelId)) await rm(this.#layout.concept(id), { force: true })
  }

  // Journal

  async appendJournal(entry: JournalEntry): Promise<void> {
    this.#assertWritable()
    await this.#journal.append(entry)
  }

  async readJournal(): Promise<JournalEntry[]> {
    const { values, damaged } = await this.#journal.read()
    if (damaged > 0)
      this.problems.push(`${damaged} actions in the journal could not be read and were left out.`)
    return values
  }

  async close(): Promise<void> {
    await this.#journal.close()
    for (const run of this.#runs.values()) await run.close()
    await this.#lock?.release()
  }
}
