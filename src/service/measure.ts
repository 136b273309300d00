import { conceptAttributes, labelledRows, type LabelledCodes } from '../core/concepts/labelled'
import { makeConcept } from '../core/concepts/make'
import { conceptBasis, type ConceptBasis, type Probes } from '../core/concepts/probes'
import { safeAmounts } from '../core/concepts/position'
import { evaluateEdit } from '../core/editing/evaluate'
import { withAmount } from '../core/editing/operations'
import { meanSquaredError, peakSignalToNoise } from '../core/metrics/psnr'
import type { Attribute } from '../core/records/attribute'
import type { ConceptRecord } from '../core/records/concept'
import { areaUnderCurve } from '../core/statistics/auc'
import { probeScores } from '../core/statistics/logistic'
import type { ModelFigures } from '../protocol/api'
import { selectRgb } from './images'
import { keepLabel, labelledCodes } from './concepts/concepts'
import type { Report } from './publish'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

interface MeasureOptions {
  signal: AbortSignal
  report: Report
}

/** Images moved along the concept. */
const mostMoved = 200
const batch = 32

/**
 * Judges a model on held-out images: how well it reconstructs, how well a linear probe finds each label in its codes,
 * and whether a concept changes what it names and nothing else once the edited picture is encoded again.
 */
export async function measureModel(
  workspace: Workspace,
  modelId: string,
  attribute: string,
  { signal, report }: MeasureOptions,
): Promise<ModelFigures> {
  const data = await labelledCodes(workspace.document, modelId)
  const basis = conceptBasis(data)
  const concept = await conceptOf(workspace, modelId, attribute, basis)
  const probes = answersOnly(data, basis.probes)
  const without = rowsWithout(data, attribute).slice(0, mostMoved)
  const moved = await moveAndEncode(workspace, modelId, data, concept, without, signal, report)
  return {
    psnr: await reconstructionPsnr(workspace, modelId, data, signal, report),
    auc: Object.fromEntries(conceptAttributes(data).map((label) => [label.name, aucOf(data, label, probes)])),
    attribute,
    images: without.length,
    ...judgeMoved(data, probes, attribute, without, moved),
  }
}

async function conceptOf(
  { document }: Workspace,
  modelId: string,
  attribute: string,
  basis: ConceptBasis,
): Promise<ConceptRecord> {
  const known = (await document.readConcepts(modelId)).find(({ name }) => name === attribute)
  if (known) return known
  const made = makeConcept({ basis }, { kind: 'labels', attribute, method: 'means' })
  return keepLabel(document, modelId, made)
}

/** Only an answer can be given rightly. */
const answersOnly = (data: LabelledCodes, probes: Probes): Probes => {
  const names = conceptAttributes(data).map(({ name }) => name)
  return new Map([...probes].filter(([name]) => names.includes(name)))
}

function rowsWithout({ attributes, split }: LabelledCodes, name: string): number[] {
  const values = attributes.find((attribute) => attribute.name === name)?.values
  return Array.from(split.heldOut).filter((i) => values?.[i] === 0)
}

function aucOf(data: LabelledCodes, label: Attribute, probes: Probes): number {
  const { codes, labels } = labelledRows(data, label, data.split.heldOut)
  const probe = probes.get(label.name)
  return probe ? areaUnderCurve(probeScores(probe, codes, labels.length), labels) : NaN
}

/** Codes after: concept to the upper end of its safe range, decoded to 8 bits, encoded again. */
async function moveAndEncode(
  workspace: Workspace,
  modelId: string,
  { codes, count, latentSize }: LabelledCodes,
  concept: ConceptRecord,
  rows: readonly number[],
  signal: AbortSignal,
  report: Report,
): Promise<Float32Array> {
  const [decoder, encoder] = [
    await workspace.coders.decoder(modelId),
    await workspace.coders.encoder(modelId),
  ]
  const { config } = modelOf(workspace.document, modelId)
  const space = { config, concepts: [concept], mu: codes, count, latentSize }
  const out = new Float32Array(rows.length * latentSize)
  for (let start = 0; start < rows.length; start += batch) {
    signal.throwIfAborted()
    report(`Editing: more ${concept.name}`, start, rows.length)
    const part = rows.slice(start, start + batch)
    const z = new Float32Array(part.length * latentSize)
    part.forEach((i, k) => {
      const code = codes.subarray(i * latentSize, (i + 1) * latentSize)
      const operations = withAmount([], concept.id, safeAmounts(concept, code)[1])
      z.set(evaluateEdit(code, operations, space), k * latentSize)
    })
    const pictures = await decoder.decode(z, part.length)
    out.set((await encoder.encode(pictures, part.length)).mu, start * latentSize)
  }
  return out
}

async function reconstructionPsnr(
  workspace: Workspace,
  modelId: string,
  { codes, latentSize, split }: LabelledCodes,
  signal: AbortSignal,
  report: Report,
): Promise<number> {
  const { id, width, height } = datasetOf(workspace.document, modelOf(workspace.document, modelId).datasetId)
  const images = await workspace.document.readImages(id)
  const decoder = await workspace.coders.decoder(modelId)
  const rows = Array.from(split.heldOut)
  const original = selectRgb(images, rows, width * height * 3)
  const decoded = new Uint8Array(original.length)
  for (let start = 0; start < rows.length; start += batch) {
    signal.throwIfAborted()
    report('Measuring reconstructions', start, rows.length)
    const part = rows.slice(start, start + batch)
    const z = new Float32Array(part.length * latentSize)
    part.forEach((i, k) => z.set(codes.subarray(i * latentSize, (i + 1) * latentSize), k * latentSize))
    decoded.set(await decoder.decode(z, part.length), start * width * height * 3)
  }
  return peakSignalToNoise(meanSquaredError(original, decoded), 255)
}

function judgeMoved(
  { attributes }: LabelledCodes,
  probes: Probes,
  moved: string,
  rows: readonly number[],
  codes: Float32Array,
): Pick<ModelFigures, 'transfer' | 'kept'> {
  const kept: Record<string, number> = {}
  let transfer = 0
  for (const [name, probe] of probes) {
    const values = attributes.find((attribute) => attribute.name === name)?.values
    const scores = probeScores(probe, codes, rows.length)
    const wanted = (i: number): number | undefined => (name === moved ? 1 : values?.[i])
    const right = rows.filter((i, k) => (scores[k]! > 0 ? 1 : 0) === wanted(i)).length / rows.length
    if (name === moved) transfer = right
    else kept[name] = right
  }
  return { transfer, kept }
}
