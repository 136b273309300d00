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
      if (
        !Number.isSafeInteger(scale) ||
        scale < 1 ||
        scale * Math.max(images.width, images.height) > mostPixels
      )
        throw new RangeError(`cannot enlarge the picture ${scale} times`)
      await writeFileAtomic(path, await encodePng(images, scale))
      return { path }
    },

    async 'export.sheet'({ title, rows, scale, path }) {
      const pictures = rows.map(({ label, images }) => ({ label, pictures: picturesOf(images) }))
      await writeFileAtomic(path, await contactSheet(title, pictures, scale))
      return { path }
    },
  }
}

function picturesOf({ width, height, count, rgba }: Images): Picture[] {
  const bytes = width * height * 4
  return Array.from({ length: count }, (_, i) => {
    return { width, height, rgba: rgba.subarray(i * bytes, (i + 1) * bytes) }
  })
}
