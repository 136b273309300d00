import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { eyesOf, photographed, type FoundFace } from '../core/guests/eyes'
import type { PhotoFile } from '../protocol/api'
import { ServiceError } from '../protocol/errors'
import { facesIn } from './faces/finding'
import { photoIn, type PhotoSizes } from './faces/reading'
import { datasetOf, modelOf } from './records'
import type { Workspace } from './workspace'

/** Photos on their way in. The last one is kept: it is looked at, searched for faces and cropped. */
export class Photos {
  readonly #workspace: Workspace
  #last: { key: string; reading: Promise<PhotoSizes> } | undefined

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** @throws ServiceError in words when it is no picture that can be read */
  read(file: PhotoFile): Promise<PhotoSizes> {
    const key = 'path' in file ? file.path : createHash('sha256').update(file.bytes).digest('hex')
    if (this.#last?.key === key) return this.#last.reading
    const reading = photoIn(file, this.#workspace.paths.photoThread).catch((error: unknown) => {
      this.#last = undefined
      const because = error instanceof Error ? error.message : String(error)
      throw new ServiceError('unreadable', `${nameOf(file)} could not be opened: ${because}.`)
    })
    this.#last = { key, reading }
    return reading
  }

  /** In pixels of the whole photo. */
  async faces(file: PhotoFile): Promise<FoundFace[]> {
    const { picture, factor } = (await this.read(file)).forDetector
    const found = await facesIn(picture, this.#workspace.paths.photoThread)
    return found.map((face) => enlarged(face, factor))
  }

  /** Where a model's data have eyes; where its data are no faces, as photographs usually do. */
  eyesFor(modelId: string): { eyes: typeof photographed; isOfFaces: boolean } {
    const { document } = this.#workspace
    const eyes = eyesOf(datasetOf(document, modelOf(document, modelId).datasetId))
    return { eyes: eyes ?? photographed, isOfFaces: eyes !== undefined }
  }
}

export const nameOf = (file: PhotoFile): string => ('path' in file ? basename(file.path) : file.name)

function enlarged({ box, eyes: { left, right }, score }: FoundFace, factor: number): FoundFace {
  const place = ({ x, y }: { x: number; y: number }) => ({ x: factor * x, y: factor * y })
  const size = { width: factor * box.width, height: factor * box.height }
  return { box: { ...place(box), ...size }, eyes: { left: place(left), right: place(right) }, score }
}
