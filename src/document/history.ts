import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HistoryMoment, HistoryRecord } from '../core/records/history'
import { mostCrowded, mostMoments } from '../core/training/moments'
import { replaceFolder, writeJsonAtomic, type FileContent } from './atomic'
import { UnreadableError } from './errors'
import { encodeNpy } from './npy'
import { readNpy } from './npy-file'
import { namesIn, readRecordFile } from './problems'
import { historyFormat } from './records/formats'
import { assertReadable } from './records/record'

/** Pictures that the model made, uint8 [count, height, width, 3] each. */
export interface MomentPictures {
  width: number
  height: number
  reconstructions: Uint8Array
  samples: Uint8Array
}

/** What is kept of a run at one step. */
export interface KeptMoment extends HistoryMoment, MomentPictures {
  images: Uint32Array
  /** Row-major [images, codeSize]. */
  codes: Float32Array
}

/** Pictures of a row; a file with more is not one of ours. */
const mostPictures = 64

/**
 * The moments of one model's run: a folder each, and an index of those that count. A folder is whole before the index
 * names it, and gone only after the index does not; so a crash leaves a folder too many at most.
 */
export class History {
  readonly #folder: string
  #turn: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Adds a moment. Those at its step or later are from a run that is done again; of too many, one gives way. */
  add(moment: KeptMoment): Promise<void> {
    return this.#inTurn(async () => {
      const known = await this.#earlierThan(moment)
      const { step, epoch, images } = moment
      const moments = [...known, { step, epoch }]
      while (moments.length > mostMoments) moments.splice(mostCrowded(moments.map((one) => one.step)), 1)
      const codeSize = moment.codes.length / images.length
      const record: HistoryRecord = { version: 1, images: [...images], codeSize, moments }
      assertReadable(historyFormat.schema, record, 'history')
      await replaceFolder(this.#path(step), filesOf(moment))
      await this.#keepOnly(record)
    })
  }

  dropAfter(lastStep: number): Promise<void> {
    return this.#inTurn(async () => {
      const record = await this.#readable()
      if (!record) return
      await this.#keepOnly({ ...record, moments: record.moments.filter(({ step }) => step <= lastStep) })
    })
  }

  async read(): Promise<HistoryRecord | undefined> {
    if (!(await namesIn(this.#folder)).includes('index.json')) return undefined
    return readRecordFile(historyFormat, this.#index)
  }

  /** @throws UnreadableError when the moment is damaged, or gone */
  async readCodes(step: number): Promise<Float32Array> {
    const record = await this.read()
    const path = this.#path(step, 'codes.npy')
    const { shape, data } = await readNpy(path, 'float32', 2)
    if (shape.join() !== [record?.images.length, record?.codeSize].join() || !data.every(Number.isFinite))
      throw new UnreadableError(`${path} does not hold the codes that the history describes.`)
    return data
  }

  /** @throws UnreadableError when the moment is damaged, or gone */
  async readPictures(step: number): Promise<MomentPictures> {
    const reconstructions = await readStrip(this.#path(step, 'reconstructions.npy'))
    const samples = await readStrip(this.#path(step, 'samples.npy'))
    if (samples.width !== reconstructions.width || samples.height !== reconstructions.height)
      throw new UnreadableError(`${this.#path(step)} holds pictures of different size.`)
    const { width, height } = samples
    return { width, height, reconstructions: reconstructions.data, samples: samples.data }
  }

  /** Moments of this run before `moment`; none when others than its pictures were followed. */
  async #earlierThan({ step, images, codes }: KeptMoment): Promise<HistoryMoment[]> {
    const record = await this.#readable()
    const isSame = record?.images.join() === images.join() && record.codeSize === codes.length / images.length
    return isSame ? record.moments.filter((known) => known.step < step) : []
  }

  /** The index; one that is damaged is as good as none when something is to be written. */
  #readable(): Promise<HistoryRecord | undefined> {
    return this.read().catch((error: unknown) => {
      if (error instanceof UnreadableError) return undefined
      throw error
    })
  }

  async #keepOnly(record: HistoryRecord): Promise<void> {
    await writeJsonAtomic(this.#index, record)
    const kept = new Set(['index.json', ...record.moments.map(({ step }) => nameOf(step))])
    for (const name of await namesIn(this.#folder))
      if (!kept.has(name)) await rm(join(this.#folder, name), { recursive: true, force: true })
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task)
    this.#turn = result.catch(() => {})
    return result
  }

  get #index(): string {
    return join(this.#folder, 'index.json')
  }

  #path(step: number, file = ''): string {
    return join(this.#folder, nameOf(step), file)
  }
}

const nameOf = (step: number): string => String(step).padStart(9, '0')

function filesOf({ images, codes, ...moment }: KeptMoment): Record<string, FileContent> {
  const { width, height, reconstructions, samples } = moment
  const strip = (data: Uint8Array): FileContent =>
    encodeNpy({ shape: [data.length / (width * height * 3), height, width, 3], data })
  return {
    'codes.npy': encodeNpy({ shape: [images.length, codes.length / images.length], data: codes }),
    'reconstructions.npy': strip(reconstructions),
    'samples.npy': strip(samples),
  }
}

async function readStrip(path: string): Promise<{ width: number; height: number; data: Uint8Array }> {
  const { shape, data } = await readNpy(path, 'uint8', 4)
  const [count, height, width, channels] = shape
  if (!count || !height || !width || count > mostPictures || channels !== 3)
    throw new UnreadableError(`${path} does not hold pictures.`)
  return { width, height, data }
}
