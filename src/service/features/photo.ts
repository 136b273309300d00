import { cropOnEyes } from '../../core/guests/eyes'
import { cropped, middleCrop } from '../../core/picture/crop'
import type { DatasetRecord } from '../../core/records/dataset'
import type { Handlers } from '../../protocol/rpc'
import { imagesFromRgb } from '../images'
import { nameOf, Photos } from '../photos'
import { datasetOf, modelOf } from '../records'
import type { Workspace } from '../workspace'

/** Photos on their way in: looked at, searched for faces, cropped. Nothing is kept before `guest.add`. */
export function photoHandlers(
  workspace: Workspace,
): Pick<Handlers, 'photo.open' | 'photo.faces' | 'photo.crop'> {
  const photos = new Photos(workspace)
  const datasetFor = (modelId: string): DatasetRecord =>
    datasetOf(workspace.document, modelOf(workspace.document, modelId).datasetId)
  return {
    async 'photo.open'({ modelId, file }) {
      const { picture: whole, preview } = await photos.read(file)
      const { width, height } = whole
      const { picture, factor } = preview
      return {
        name: nameOf(file),
        width,
        height,
        preview: imagesFromRgb(picture.rgb, 1, picture.width, picture.height),
        factor,
        middle: middleCrop({ width, height }),
        isOfFaces: photos.eyesFor(modelId).isOfFaces,
        isImported: datasetFor(modelId).source.kind === 'folder',
      }
    },

    async 'photo.faces'({ modelId, file }) {
      const { eyes } = photos.eyesFor(modelId)
      const found = await photos.faces(file)
      return found.map((face) => ({ box: face.box, score: face.score, crop: cropOnEyes(face.eyes, eyes) }))
    },

    async 'photo.crop'({ modelId, file, crop }) {
      const { width } = datasetFor(modelId)
      const numbers = [crop.x, crop.y, crop.size, crop.angle]
      if (!numbers.every(Number.isFinite) || !(crop.size >= 1))
        throw new RangeError('a crop is a square of at least one pixel')
      return imagesFromRgb(cropped((await photos.read(file)).picture, crop, width), 1, width, width)
    },
  }
}
