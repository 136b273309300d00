import { contactSheet, encodePng, type Picture } from '../../dataset'
import { writeFileAtomic } from '../../document'
import type { Images, RecipeRequest } from '../../protocol/api'
import type { Handlers } from '../../protocol/rpc'
import { mp4WithXmp } from '../media/mp4'
import { pngWithXmp } from '../media/png'
import { readRecipeFile, xmpFor } from '../recipes'
import { progressReporter } from '../tasks'
import type { Workspace } from '../workspace'
import type { SuperResolution } from '../super-resolution'
import { enlargedTo } from './frames'
import { assertTimelineFits } from './timeline'
import { exportTimeline } from './video'

/** No picture is enlarged beyond this, in pixels a side. */
const mostPixels = 8192

type ExportHandlers = Pick<
  Handlers,
  | 'export.enlarge'
  | 'export.png'
  | 'export.sheet'
  | 'export.timeline'
  | 'export.video'
  | 'export.xmp'
  | 'recipe.read'
>

/** Pictures and videos out of the window, and what they say of themselves when they come back. */
export function exportHandlers(workspace: Workspace, superResolution: SuperResolution): ExportHandlers {
  const withRecipe = async (png: Uint8Array, recipe: RecipeRequest | undefined): Promise<Uint8Array> =>
    recipe ? pngWithXmp(png, await xmpFor(workspace, recipe)) : png
  return {
    async 'export.png'({ images, scale, path, recipe }) {
      assertWhole(images)
      assertScale(scale, images.width, images.height)
      await writeFileAtomic(path, await withRecipe(await encodePng(images, scale), recipe))
      return { path }
    },

    async 'export.sheet'({ title, rows, scale, path, recipe }) {
      for (const { images } of rows) {
        assertWhole(images)
        assertScale(scale, images.width * images.count, images.height * rows.length)
      }
      const pictures = rows.map(({ label, images }) => ({ label, pictures: picturesOf(images) }))
      await writeFileAtomic(path, await withRecipe(await contactSheet(title, pictures, scale), recipe))
      return { path }
    },

    async 'export.timeline'(request, { signal, emit }) {
      assertTimelineFits(workspace, request.timeline)
      const report = progressReporter(emit, 'export.making')
      const tell = (done: number, total: number): void => report('Making pictures', done, total)
      const frames = await exportTimeline(workspace, request, signal, tell, superResolution)
      return { path: request.path, frames }
    },

    async 'export.video'({ video, path, recipe }) {
      const isMp4 = Buffer.from(video.subarray(4, 8)).toString('latin1') === 'ftyp'
      await writeFileAtomic(path, isMp4 ? mp4WithXmp(video, await xmpFor(workspace, recipe)) : video)
      return { path }
    },

    async 'export.enlarge'({ picture, size }) {
      assertWhole(picture)
      assertScale(1, size, size)
      const to = enlargedTo(picture, size)
      const enlarge = await superResolution.open(picture, to)
      return { ...to, count: 1, rgba: await enlarge(picture.rgba) }
    },

    'export.xmp': (request) => xmpFor(workspace, request),
    'recipe.read': ({ path }) => readRecipeFile(workspace, path),
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
