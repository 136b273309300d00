import type { AttributeSummary, Attribute } from '../../core/records/attribute'
import {
  imageSize,
  thumbnailSize,
  presetNames,
  type DatasetRecord,
  type PresetName,
} from '../../core/records/dataset'
import {
  buildPreset,
  loadPreset,
  presets,
  readFolder,
  readPicture,
  scanFolder,
  thumbnailsOf,
} from '../../dataset'
import type { BuiltDataset, ScannedFolder } from '../../dataset'
import { newId } from '../../document'
import type { FolderScan, Images, PresetCard } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { basename, join } from 'node:path'
import { imagesFromRgb, selectRgb } from '../images'
import { datasetOf } from '../records'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'

type DatasetHandlers = Pick<
  Handlers,
  | 'dataset.presets'
  | 'dataset.build'
  | 'dataset.scan'
  | 'dataset.import'
  | 'dataset.attributes'
  | 'dataset.thumbnails'
  | 'dataset.images'
>

/** Images in one data set; more would not fit in memory at 64 x 64 beside a model. */
const mostImages = 100_000
const exampleCount = 12
const bytesPerImage = imageSize * imageSize * 3

export function datasetHandlers(workspace: Workspace): DatasetHandlers {
  return {
    'dataset.presets': () => Promise.all(presetNames.map(presetCard)),

    async 'dataset.build'(request, { signal, emit }) {
      return buildIntoDocument(workspace, request, signal, progressReporter(emit))
    },

    async 'dataset.scan'({ folder, labels }, { signal, emit }) {
      const report = progressReporter(emit)
      const onProgress = (done: number, total: number): void => report('Looking at the pictures', done, total)
      return scanView(await scanFolder(folder, labels, { signal, onProgress }))
    },

    async 'dataset.import'({ folder, labels, name }, { signal, emit }) {
      const report = progressReporter(emit)
      const scan = await scanFolder(folder, labels, { signal })
      if (scan.pictures.length > 0) assertCount(scan.pictures.length)
      const onProgress = (done: number, total: number): void => report('Reading the pictures', done, total)
      const { broken, ...built } = await readFolder(scan, { signal, onProgress })
      assertCount(built.images.length / bytesPerImage)
      signal.throwIfAborted()
      const source = { kind: 'folder', folderName: basename(folder) || 'folder' } as const
      const dataset = await addDataset(workspace, { name, source, credits: '' }, built)
      return { dataset, broken: [...scan.broken, ...broken] }
    },

    'dataset.attributes': ({ datasetId }) =>
      workspace.document.readAttributes(datasetOf(workspace.document, datasetId).id),

    async 'dataset.thumbnails'({ datasetId, start, count }) {
      const { count: total } = datasetOf(workspace.document, datasetId)
      const images = await workspace.document.readImages(datasetId)
      const end = Math.min(total, start + count)
      if (!(start >= 0 && end > start)) throw new RangeError(`there are no images from ${start} on`)
      const rgb = images.subarray(start * bytesPerImage, end * bytesPerImage)
      const rgba = thumbnailsOf(rgb, end - start, imageSize)
      return { width: thumbnailSize, height: thumbnailSize, count: end - start, rgba }
    },

    async 'dataset.images'({ datasetId, indices }) {
      const { id } = datasetOf(workspace.document, datasetId)
      const images = await workspace.document.readImages(id)
      return asImages(selectRgb(images, indices, bytesPerImage), indices.length)
    },
  }
}

const asImages = (rgb: Uint8Array, count: number): Images => imagesFromRgb(rgb, count, imageSize, imageSize)

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

/** Draws a preset and adds it to the document. */
export async function buildIntoDocument(
  workspace: Workspace,
  { preset, count, seed, name }: { preset: PresetName; count: number; seed: number; name?: string },
  signal: AbortSignal,
  report: (label: string, done: number, total: number) => void,
): Promise<DatasetRecord> {
  if (!presetNames.includes(preset))
    throw new RangeError(`there is no built-in data set "${preset}"; there are ${presetNames.join(', ')}`)
  assertCount(count)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`)
  const label = `Drawing ${presets[preset].name.toLowerCase()}`
  const built = await buildPreset(
    { preset, seed, count },
    { signal, onProgress: (done, total) => report(label, done, total) },
  )
  signal.throwIfAborted()
  const source = { kind: 'builtin', preset, seed } as const
  const { credits, name: usualName } = presets[preset]
  return addDataset(workspace, { name: name ?? usualName, source, credits }, built)
}

async function addDataset(
  workspace: Workspace,
  about: Pick<DatasetRecord, 'name' | 'source' | 'credits'>,
  { images, attributes }: BuiltDataset,
): Promise<DatasetRecord> {
  const record: DatasetRecord = {
    version: 1,
    id: newId(),
    ...about,
    count: images.length / bytesPerImage,
    width: imageSize,
    height: imageSize,
    attributes: attributes.map(summaryOf),
    heldOut: { seed: 1, fraction: 0.2 },
    createdAt: new Date().toISOString(),
  }
  await workspace.document.addDataset(record, images, attributes)
  workspace.announce()
  return record
}

function summaryOf({ name, kind, values }: Attribute): AttributeSummary {
  const known = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
  const positive = values.reduce((sum, value) => sum + (value === 1 ? 1 : 0), 0)
  return { name, kind, known, ...(kind === 'binary' && { positive }) }
}

async function scanView({ folder, pictures, broken, labels }: ScannedFolder): Promise<FolderScan> {
  const shown: Uint8Array[] = []
  for (const path of pictures.slice(0, exampleCount)) {
    const rgb = await readPicture(join(folder, path), imageSize).catch(() => undefined)
    if (rgb) shown.push(rgb)
  }
  return {
    folder,
    count: pictures.length,
    broken,
    attributes: labels.attributes.map(summaryOf),
    unmatchedRows: labels.unmatchedRows,
    unlabelledPictures: labels.unlabelledPictures,
    ignoredColumns: labels.ignoredColumns,
    examples: asImages(Buffer.concat(shown), shown.length),
  }
}
