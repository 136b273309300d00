import { setImmediate } from 'node:timers/promises'
import { conceptAttributes, fitConcept, fitProbes, type LabelledCodes } from '../core/concepts/fit'
import { splitIndices } from '../core/random/random'
import type { Attribute } from '../core/records/attribute'
import type { ConceptRecord } from '../core/records/concept'
import { codeSizeOf } from '../core/records/training'
import type { Document } from '../document'
import type { Coders } from './coders'
import type { MakingStep } from './maps/making'
import { counted } from './maps/maps'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

/** Called as work goes on; may throw to cancel it. */
export type Report = (label: string, done: number, total: number) => void

/** Images encoded between two reports; also how soon a cancel is heard. */
const encodeBatch = 128

/** Makes all that the map and the inspector need of a model: codes of its data, a map, a concept per label. */
export async function publishModel(
  { document, coders, maps }: Pick<Workspace, 'document' | 'coders' | 'maps'>,
  modelId: string,
  report: Report,
): Promise<void> {
  await encodeData(document, coders, modelId, report)
  const onStep = (step: MakingStep): void => {
    const { label, done, total } = counted(step)
    report(label, done, total)
  }
  const request = { modelId, method: 'pca', dimensions: 2 } as const
  await maps.compute(document, request, { onStep, signal: new AbortController().signal })
  const data = await labelledCodes(document, modelId)
  const names = conceptAttributes(data).map(({ name }) => name)
  const probes = fitProbes(data)
  for (const [done, name] of names.entries()) {
    report('Finding concepts', done, names.length)
    // Each takes tens of milliseconds; a decode may come between two.
    await setImmediate()
    await keepConcept(document, modelId, fitConcept(data, name, probes))
  }
}

async function encodeData(
  document: Document,
  coders: Coders,
  modelId: string,
  report: Report,
): Promise<void> {
  const model = modelOf(document, modelId)
  const { count } = datasetOf(document, model.datasetId)
  const latentSize = codeSizeOf(model.config)
  const images = await document.readImages(model.datasetId)
  const bytesPerImage = images.length / count
  const encoder = await coders.encoder(modelId)
  const mu = new Float32Array(count * latentSize)
  const sigma = new Float32Array(count * latentSize)
  for (let start = 0; start < count; start += encodeBatch) {
    report('Encoding the data', start, count)
    const end = Math.min(count, start + encodeBatch)
    const part = await encoder.encode(
      images.subarray(start * bytesPerImage, end * bytesPerImage),
      end - start,
    )
    mu.set(part.mu, start * latentSize)
    sigma.set(part.sigma, start * latentSize)
  }
  await document.writeEncoding(modelId, { count, latentSize, mu, sigma })
}

/** What concepts are fitted on. */
export async function labelledCodes(document: Document, modelId: string): Promise<LabelledCodes> {
  const dataset = datasetOf(document, modelOf(document, modelId).datasetId)
  const { mu, count, latentSize } = await document.readEncoding(modelId)
  const attributes: Attribute[] = await document.readAttributes(dataset.id)
  const split = splitIndices(count, dataset.heldOut.seed, dataset.heldOut.fraction)
  return { codes: mu, count, latentSize, attributes, split }
}

/** Fits one concept anew and keeps it. */
export async function computeConcept(
  document: Document,
  modelId: string,
  attribute: string,
): Promise<ConceptRecord> {
  return keepConcept(document, modelId, fitConcept(await labelledCodes(document, modelId), attribute))
}

/** Writes a concept; one of the same name is replaced and keeps its id, so that edits still know it. */
async function keepConcept(
  document: Document,
  modelId: string,
  fitted: ReturnType<typeof fitConcept>,
): Promise<ConceptRecord> {
  const known = await document.readConcepts(modelId)
  const same = known.find(({ name }) => name === fitted.name)
  const id = same?.id ?? freeConceptId(modelId, fitted.name, new Set(known.map((concept) => concept.id)))
  const record: ConceptRecord = { version: 1, id, modelId, ...fitted, createdAt: new Date().toISOString() }
  await document.writeConcept(record)
  return record
}

/** Readable where the name is Latin; numbered where two names would look alike. */
function freeConceptId(modelId: string, name: string, taken: ReadonlySet<string>): string {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const stem = `${modelId}-${slug}`.slice(0, 58)
  let id = stem
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`
  return id
}
