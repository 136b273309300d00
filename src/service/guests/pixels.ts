import { datasetOf } from '../records'
import { selectRgb } from '../images'
import type { Workspace } from '../workspace'

/** Images of the data and guests, RGB [indices, height, width, 3]. @throws RangeError for one that is not there */
export async function pixelsOf(
  { document, guests }: Pick<Workspace, 'document' | 'guests'>,
  datasetId: string,
  indices: ArrayLike<number>,
): Promise<Uint8Array> {
  const { id, count, width, height } = datasetOf(document, datasetId)
  const images = await document.readImages(id)
  const bytes = width * height * 3
  if (Array.from(indices).every((image) => !(image >= count))) return selectRgb(images, indices, bytes)
  const out = new Uint8Array(indices.length * bytes)
  for (const [k, image] of Array.from(indices).entries()) {
    const rgb = image >= count ? await guests.pixelsOf(datasetId, image) : selectRgb(images, [image], bytes)
    out.set(rgb, k * bytes)
  }
  return out
}
