import { contactSheet, encodePng, type Picture } from '../../dataset'
import { writeFileAtomic } from '../../document'
import type { Images } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'

/** No picture is enlarged beyond this, in pixels a side. */
const mostPixels = 8192

/** Pictures out of the window. */
export function exportHandlers(): Pick<Handlers, 'export.png' | 'export.sheet'> {
  return {
    async 'export.png'({ images, scale, path }) {
      assertWhole(images)
      assertScale(scale, images.width, images.height)
      await writeFileAtomic(path, await encodePng(images, scale))
      return { path }
    },

    async 'export.sheet'({ title, rows, scale, path }) {
      for (const { images } of rows) {
        assertWhole(images)
        assertScale(scale, images.width * images.count, images.height * rows.length)
      }
      const pictures = rows.map(({ label, images }) => ({ label, pictures: picturesOf(images) }))
      await writeFileAtomic(path, await contactSheet(title, pictures, scale))
      return { path }
    },
  }
}

/** @throws RangeError when there are not as many pixels as it says */
function assertWhole({ width, height, count, rgba }: Images): void {
  const sizes = [width, height, count]
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 1))
    throw new RangeError(`${count} pictures of ${width} x ${height} pixels cannot be written`)
  if (rgba.length !== width * height * count * 4)
    throw new RangeError('the picture has another size than it says')
}

/** @throws RangeError when what is written would be too large */
function assertScale(scale: number, width: number, height: number): void {
  if (!(Number.isSafeInteger(scale) && scale >= 1 && scale * Math.max(width, height) <= mostPixels))
    throw new RangeError(`cannot enlarge the picture ${scale} times`)
}

function picturesOf({ width, height, count, rgba }: Images): Picture[] {
  const bytes = width * height * 4
  return Array.from({ length: count }, (_, i) => {
    return { width, height, rgba: rgba.subarray(i * bytes, (i + 1) * bytes) }
  })
}
