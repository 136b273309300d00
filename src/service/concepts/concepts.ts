import { setImmediate } from 'node:timers/promises'
import type { LabelledCodes } from '../../core/concepts/labelled'
import { makeConcept, type Ingredients, type MadeConcept } from '../../core/concepts/make'
import { conceptBasis, type ConceptBasis } from '../../core/concepts/probes'
import { splitIndices } from '../../core/random/random'
import type { Attribute } from '../../core/records/attribute'
import type { ConceptRecord, ConceptSource } from '../../core/records/concept'
import type { Document } from '../../document'
import { datasetOf, modelOf } from '../records'
import { firstLayerOf } from './first-layer'

/** What concepts are fitted on. */
export async function labelledCodes(document: Document, modelId: string): Promise<LabelledCodes> {
  const dataset = datasetOf(document, modelOf(document, modelId).datasetId)
  const { mu, count, latentSize } = await document.readEncoding(modelId)
  const attributes: Attribute[] = await document.readAttributes(dataset.id)
  const split = splitIndices(count, dataset.heldOut.seed, dataset.heldOut.fraction)
  return { codes: mu, count, latentSize, attributes, split }
}

type Fitted = { basis: ConceptBasis; layer?: Float64Array }

/** What all concepts of a model share. It takes up to a second, so the last one is remembered. */
export class ConceptBases {
  #last: Promise<unknown> = Promise.resolve()
  #known: { modelId: string; document: Document; fitted: Promise<Fitted> } | undefined

  of(document: Document, modelId: string): Promise<Fitted> {
    if (this.#known?.modelId === modelId && this.#known.document === document) return this.#known.fitted
    const fitted = fit(document, modelId)
    this.#known = { modelId, document, fitted }
    fitted.catch(() => this.drop())
    return fitted
  }

  /** One change after the other: each starts from what the one before has written. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#last.then(change, change)
    this.#last = next.catch(() => {})
    return next
  }

  /** Labels, codes or weights have changed. */
  drop(): void {
    this.#known = undefined
  }
}

async function fit(document: Document, modelId: string): Promise<Fitted> {
  const basis = conceptBasis(await labelledCodes(document, modelId))
  const layer = await firstLayerOf(document, modelId)
  return { basis, ...(layer && { layer }) }
}

/** A concept that is not kept yet. */
export const draftOf = (modelId: string, made: MadeConcept): ConceptRecord => ({
  ...made,
  version: 2,
  id: 'draft',
  modelId,
  note: '',
  order: 0,
  isDeleted: false,
  createdAt: new Date().toISOString(),
})

/** Writes a concept under an id of its own, after all others. */
export async function keepNew(
  document: Document,
  modelId: string,
  made: MadeConcept,
): Promise<ConceptRecord> {
  const known = await document.readConcepts(modelId)
  const ids = new Set(known.map(({ id }) => id))
  const order = Math.max(-1, ...known.map((concept) => concept.order)) + 1
  const name = freeName(
    made.name,
    known.filter(({ isDeleted }) => !isDeleted).map((concept) => concept.name),
  )
  const record = { ...draftOf(modelId, { ...made, name }), id: freeId(modelId, name, ids), order }
  await document.writeConcept(record)
  return record
}

/** The concept of a label; one that was made of it the same way is replaced and keeps its id, so that edits still know it. */
export async function keepLabel(
  document: Document,
  modelId: string,
  made: MadeConcept,
): Promise<ConceptRecord> {
  const known = await document.readConcepts(modelId)
  const same = known.find(({ source }) => JSON.stringify(source) === JSON.stringify(made.source))
  if (!same) return keepNew(document, modelId, made)
  return rewritten(document, same, made)
}

/** Made anew; what a person said of it stays. */
async function rewritten(document: Document, old: ConceptRecord, made: MadeConcept): Promise<ConceptRecord> {
  const { id, name, note, order, isDeleted, modelId } = old
  const record = { ...draftOf(modelId, made), id, name, note, order, isDeleted }
  await document.writeConcept(record)
  return record
}

/**
 * Makes a model's concepts anew under other weights, each from where it came from; those that can be made no more go. Sums
 * come last: they are made of others. All are kept until then, so that a crash loses none.
 *
 * @returns what there are concepts of
 */
export async function remake(
  document: Document,
  fitted: Fitted,
  modelId: string,
): Promise<readonly ConceptSource[]> {
  const isSum = ({ source }: ConceptRecord): boolean => source.kind === 'sum'
  const old = await document.readConcepts(modelId)
  const made: ConceptRecord[] = []
  for (const concept of [...old.filter((each) => !isSum(each)), ...old.filter(isSum)]) {
    await setImmediate()
    const anew = possible({ ...fitted, concepts: made }, concept.source)
    if (anew) made.push(await rewritten(document, concept, anew))
    else await document.removeConcept(concept.id)
  }
  return made.map(({ source }) => source)
}

function possible(ingredients: Ingredients, source: ConceptSource): MadeConcept | undefined {
  try {
    return makeConcept(ingredients, source)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let n = 2; taken.includes(free); n++) free = `${name} ${n}`
  return free
}

/** Readable where the name is Latin; numbered where two names would look alike. */
function freeId(modelId: string, name: string, taken: ReadonlySet<string>): string {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const stem = `${modelId}-${slug}`.slice(0, 58)
  let id = stem
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`
  return id
}
