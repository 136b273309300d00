import type { AttributeSummary, Attribute } from '../../core/records/attribute'
import {
  imageSize,
  imageSizes,
  mostImages,
  thumbnailSize,
  presetNames,
  type DatasetRecord,
  type PresetName,
} from '../../core/records/dataset'
import { buildPreset, loadPreset, presets, lookAt, thumbnailsOf } from '../../dataset'
import type { BuiltDataset, Found, PresetRequest } from '../../dataset'
import { newId } from '../../document'
import type { BuildRequest, FolderScan, Images, PresetCard } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { basename } from 'node:path'
import { pixelsOf } from '../guests/pixels'
import { imagesFromRgb } from '../images'
import { datasetOf } from '../records'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'

type DatasetHandlers = Pick<
  Handlers,
  | 'dataset.presets'
  | 'dataset.build'
  | 'dataset.scan'
  | 'dataset.import'
  | 'dataset.sayFaces'
  | 'dataset.attributes'
  | 'dataset.thumbnails'
  | 'dataset.thumbnailsOf'
  | 'dataset.images'
>

const exampleCount = 12
const bytesOf = (width: number, height: number): number => width * height * 3

export function datasetHandlers(workspace: Workspace): DatasetHandlers {
  return {
    'dataset.presets': () => Promise.all(presetNames.map(presetCard)),

    async 'dataset.build'(request, { signal, emit }) {
      return buildIntoDocument(workspace, request, signal, progressReporter(emit))
    },

    async 'dataset.scan'({ folder, labels }, { signal, emit }) {
      const report = progressReporter(emit)
      const onProgress = (done: number, total: number): void => report('Looking at the pictures', done, total)
      return scanView(await lookAt(folder, labels, { signal, onProgress }))
    },

    async 'dataset.import'({ folder, labels, name }, { signal, emit }) {
      const report = progressReporter(emit)
      const found = await lookAt(folder, labels, { signal })
      if (found.count > 0) assertCount(found.count)
      const onProgress = (done: number, total: number): void => report('Reading the pictures', done, total)
      const { broken, ...built } = await found.read({ signal, onProgress })
      assertCount(countOf(built))
      signal.throwIfAborted()
      const source = { kind: 'folder', folderName: basename(found.folder) || 'folder' } as const
      const dataset = await addDataset(workspace, { name, source, credits: '' }, built)
      return { dataset, broken }
    },

    async 'dataset.sayFaces'({ datasetId, isOfFaces }) {
      const { document } = workspace
      if (datasetOf(document, datasetId).source.kind === 'builtin')
        throw new RangeError('of drawn pictures it is known whether they are faces')
      await document.describeDataset(datasetId, { isOfFaces })
      workspace.announce()
      return datasetOf(document, datasetId)
    },

    'dataset.attributes': ({ datasetId }) =>
      workspace.document.readAttributes(datasetOf(workspace.document, datasetId).id),

    async 'dataset.thumbnails'({ datasetId, start, count }) {
      const { count: total, width, height } = datasetOf(workspace.document, datasetId)
      const images = await workspace.document.readImages(datasetId)
      const end = Math.min(total, start + count)
      if (!(start >= 0 && end > start)) throw new RangeError(`there are no images from ${start} on`)
      const bytes = bytesOf(width, height)
      return thumbnails(images.subarray(start * bytes, end * bytes), end - start, width)
    },

    async 'dataset.thumbnailsOf'({ datasetId, indices }) {
      const { width } = datasetOf(workspace.document, datasetId)
      return thumbnails(await pixelsOf(workspace, datasetId, indices), indices.length, width)
    },

    async 'dataset.images'({ datasetId, indices }) {
      const { width, height } = datasetOf(workspace.document, datasetId)
      const rgb = await pixelsOf(workspace, datasetId, indices)
      return imagesFromRgb(rgb, indices.length, width, height)
    },
  }
}

const asImages = (rgb: Uint8Array, count: number): Images => imagesFromRgb(rgb, count, imageSize, imageSize)

/** Pictures that are as small as thumbnails are their own. */
function thumbnails(rgb: Uint8Array, count: number, side: number): Images {
  if (side === thumbnailSize) return imagesFromRgb(rgb, count, side, side)
  return { width: thumbnailSize, height: thumbnailSize, count, rgba: thumbnailsOf(rgb, count, side) }
}

const countOf = ({ images, size }: BuiltDataset): number => images.length / bytesOf(size, size)

async function presetCard(preset: PresetName): Promise<PresetCard> {
  const { name, description, credits } = presets[preset]
  const draw = await loadPreset(preset)
  const rgb = Buffer.concat(Array.from({ length: exampleCount }, (_, i) => draw(7, i).rgb))
  return { preset, name, description, credits, examples: asImages(rgb, exampleCount) }
}

/** @throws RangeError for fewer than can be learned from, or more than fit */
function assertCount(count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 2 && count <= mostImages))
    throw new RangeError(`a data set has from 2 to ${mostImages} images, not ${count}`)
}

/** @throws RangeError in words for people */
function assertCanBeDrawn({ preset, count, seed, size = imageSize }: PresetRequest): void {
  if (!presetNames.includes(preset))
    throw new RangeError(`there is no built-in data set "${preset}"; there are ${presetNames.join(', ')}`)
  assertCount(count)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`)
  if (!imageSizes.includes(size))
    throw new RangeError(`pictures are drawn ${imageSizes.join(' or ')} pixels wide, not ${size}`)
}

/** Draws a preset and adds it to the document. */
export async function buildIntoDocument(
  workspace: Workspace,
  { name, ...request }: BuildRequest,
  signal: AbortSignal,
  report: (label: string, done: number, total: number) => void,
): Promise<DatasetRecord> {
  assertCanBeDrawn(request)
  const { preset, seed } = request
  const { credits, name: usualName } = presets[preset]
  const label = `Drawing ${usualName.toLowerCase()}`
  const onProgress = (done: number, total: number): void => report(label, done, total)
  const built = await buildPreset(request, { signal, onProgress })
  signal.throwIfAborted()
  const source = { kind: 'builtin', preset, seed } as const
  return addDataset(workspace, { name: name ?? usualName, source, credits }, built)
}

/** Of every new data set: the pictures that no model learns from. */
export const heldOut: DatasetRecord['heldOut'] = { seed: 1, fraction: 0.2 }

async function addDataset(
  workspace: Workspace,
  about: Pick<DatasetRecord, 'name' | 'source' | 'credits'>,
  built: BuiltDataset,
): Promise<DatasetRecord> {
  const record: DatasetRecord = {
    version: 1,
    id: newId(),
    ...about,
    count: countOf(built),
    width: built.size,
    height: built.size,
    attributes: built.attributes.map(summaryOf),
    heldOut,
    createdAt: new Date().toISOString(),
  }
  await workspace.document.addDataset(record, built.images, built.attributes)
  workspace.announce()
  return record
}

function summaryOf({ name, kind, values }: Attribute): AttributeSummary {
  const known = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
  const positive = values.reduce((sum, value) => sum + (value === 1 ? 1 : 0), 0)
  return { name, kind, known, ...(kind === 'binary' && { positive }) }
}

async function scanView({
  folder,
  count,
  broken,
  labels,
  notes,
  size,
  examples,
}: Found): Promise<FolderScan> {
  const shown = await examples(exampleCount)
  return {
    folder,
    count,
    broken,
    notes,
    attributes: labels.attributes.map(summaryOf),
    unmatchedRows: labels.unmatchedRows,
    unlabelledPictures: labels.unlabelledPictures,
    ignoredColumns: labels.ignoredColumns,
    examples: imagesFromRgb(shown, shown.length / bytesOf(size, size), size, size),
  }
}
