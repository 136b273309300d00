import { setImmediate } from 'node:timers/promises'
import { conceptAttributes } from '../core/concepts/labelled'
import { makeConcept } from '../core/concepts/make'
import { codeSizeOf } from '../core/records/training'
import type { Document } from '../document'
import type { Coders } from './coders'
import { keepLabel, remake } from './concepts/concepts'
import type { MakingStep } from './maps/making'
import { counted } from './maps/maps'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

/** Called as work goes on; may throw to cancel it. */
export type Report = (label: string, done: number, total: number) => void

/** Images encoded between two reports; also how soon a cancel is heard. */
const encodeBatch = 128

/**
 * Makes all that the map and the inspector need of a model: codes of its data, a map, a concept per label.
 * Concepts of the weights before are made anew from where they came from.
 */
export async function publishModel(
  { document, coders, maps, concepts }: Pick<Workspace, 'document' | 'coders' | 'maps' | 'concepts'>,
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
  concepts.drop()
  const fitted = await concepts.of(document, modelId)
  const sources = await remake(document, fitted, modelId)
  const isNew = (attribute: string): boolean =>
    !sources.some((source) => source.kind === 'labels' && source.attribute === attribute)
  const names = conceptAttributes(fitted.basis.data)
    .map(({ name }) => name)
    .filter(isNew)
  for (const [done, attribute] of names.entries()) {
    report('Finding concepts', done, names.length)
    // Each takes tens of milliseconds; a decode may come between two.
    await setImmediate()
    await keepLabel(document, modelId, makeConcept(fitted, { kind: 'labels', attribute, method: 'means' }))
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
