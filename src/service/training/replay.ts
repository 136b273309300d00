import { setImmediate } from 'node:timers/promises'
import { mapFromLatents } from '../../core/projection/affine'
import { fitPrincipalComponents } from '../../core/projection/pca'
import { splitIndices } from '../../core/random/random'
import type { HistoryMoment, HistoryRecord } from '../../core/records/history'
import type { ModelRecord } from '../../core/records/model'
import { followed } from '../../core/space/followed'
import type { Document } from '../../document'
import type { MomentView, TrainHistory } from '../../protocol/api'
import { ServiceError } from '../../protocol/errors'
import type { RunMoment } from '../../trainer/messages'
import { imagesFromRgb, selectRgb } from '../images'
import { datasetOf, modelOf } from '../records'

/** A moment as it lies by itself, row-major [images, 2]; undefined when it could not be read. */
type Layout = Promise<Float32Array | undefined>

/** Runs as they were, step by step, for the time machine. */
export class Replay {
  /** By model and step: the axes of a moment take some milliseconds, and do not change. */
  readonly #layouts = new WeakMap<Document, Map<string, Map<number, Layout>>>()

  /** Keeps a moment of the run that is going on; those at its step or later are from one that is done again. */
  async keep(document: Document, model: ModelRecord, moment: RunMoment): Promise<void> {
    const { width, height, id } = model
    await document.keepMoment(id, { ...moment, width, height })
    this.#forget(document, id, moment.step)
  }

  /** The model goes on from this step, or ends there. */
  async dropAfter(document: Document, modelId: string, step: number): Promise<void> {
    await document.dropMomentsAfter(modelId, step)
    this.#forget(document, modelId, step + 1)
  }

  /** Where the followed pictures lie at every moment, aligned, the last to the model's map. */
  async history(document: Document, modelId: string): Promise<TrainHistory> {
    const { datasetId } = modelOf(document, modelId)
    const record = await document.readHistory(modelId)
    if (!record) return viewOf(modelId, datasetId, [], [], [])
    const { count } = datasetOf(document, datasetId)
    if (record.images.at(-1)! >= count)
      throw new ServiceError('unreadable', 'The history of this model is of another data set.')
    const moments: HistoryMoment[] = []
    const layouts: Float32Array[] = []
    for (const moment of record.moments) {
      const layout = await this.#layout(document, modelId, record, moment.step)
      if (!layout) continue
      moments.push(moment)
      layouts.push(layout)
    }
    const path = followed(layouts, await placesOnMap(document, modelId, record.images))
    return viewOf(modelId, datasetId, record.images, moments, path)
  }

  async moment(document: Document, modelId: string, step: number): Promise<MomentView> {
    const { datasetId } = modelOf(document, modelId)
    const { width, height, reconstructions, samples } = await document.readMomentPictures(modelId, step)
    const dataset = datasetOf(document, datasetId)
    const bytes = dataset.width * dataset.height * 3
    const shown = shownImages(dataset.count, dataset.heldOut, reconstructions.length / (width * height * 3))
    const originals = selectRgb(await document.readImages(datasetId), shown, bytes)
    const images = (rgb: Uint8Array): MomentView['samples'] =>
      imagesFromRgb(rgb, rgb.length / (width * height * 3), width, height)
    return {
      modelId,
      step,
      originals: imagesFromRgb(originals, shown.length, dataset.width, dataset.height),
      reconstructions: images(reconstructions),
      samples: images(samples),
    }
  }

  async #layout(document: Document, modelId: string, record: HistoryRecord, step: number): Layout {
    const known = this.#known(document, modelId)
    if (!known.has(step)) known.set(step, layoutAt(document, modelId, record, step))
    const layout = await known.get(step)
    // What cannot be read now may be there the next time.
    if (!layout) known.delete(step)
    return layout
  }

  #known(document: Document, modelId: string): Map<number, Layout> {
    const models = this.#layouts.get(document) ?? new Map<string, Map<number, Layout>>()
    const steps = models.get(modelId) ?? new Map<number, Layout>()
    this.#layouts.set(document, models.set(modelId, steps))
    return steps
  }

  #forget(document: Document, modelId: string, firstStep: number): void {
    const known = this.#known(document, modelId)
    for (const step of known.keys()) if (step >= firstStep) known.delete(step)
  }
}

/** A damaged moment is left out, as is one that has given way to others meanwhile; the rest is shown. */
async function layoutAt(document: Document, modelId: string, record: HistoryRecord, step: number): Layout {
  const codes = await document.readMomentCodes(modelId, step).catch(() => undefined)
  if (!codes || record.images.length < 2) return undefined
  // Between two, a decode may come.
  await setImmediate()
  const { images, codeSize } = record
  const components = fitPrincipalComponents(codes, images.length, codeSize, 2)
  return mapFromLatents(components, codes, images.length)
}

/** Where these pictures lie on the model's map; undefined while it has none. */
async function placesOnMap(
  document: Document,
  modelId: string,
  images: readonly number[],
): Promise<Float32Array | undefined> {
  const map = await document.readMap(modelId).catch(() => undefined)
  if (!map || images.at(-1)! >= map.positionsInMap.length / 2) return undefined
  return Float32Array.from(images.flatMap((i) => [...map.positionsInMap.subarray(2 * i, 2 * i + 2)]))
}

/** The pictures that a trainer reconstructs: the first that are held out, or the first of all when none are. */
function shownImages(
  count: number,
  { seed, fraction }: { seed: number; fraction: number },
  shown: number,
): Uint32Array {
  const { heldOut, train } = splitIndices(count, seed, fraction)
  return (heldOut.length > 0 ? heldOut : train).subarray(0, shown)
}

function viewOf(
  modelId: string,
  datasetId: string,
  images: readonly number[],
  moments: readonly HistoryMoment[],
  path: readonly Float32Array[],
): TrainHistory {
  const positionsInMap = new Float32Array(path.length * images.length * 2)
  path.forEach((layout, t) => positionsInMap.set(layout, t * images.length * 2))
  return {
    modelId,
    datasetId,
    steps: Uint32Array.from(moments, ({ step }) => step),
    epochs: Uint32Array.from(moments, ({ epoch }) => epoch),
    images: Uint32Array.from(images),
    positionsInMap,
  }
}
