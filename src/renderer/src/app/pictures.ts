import type { Images, RecipeRequest } from '../../../protocol/api'
import { titleOf } from '../state/image-words'
import type { Session } from './session.svelte'
import { pathTimeline } from './timeline-actions'

/** Copied pictures are enlarged by whole pixels, so that they stay crisp in other programs. */
const scale = 8

/** As large as pictures were saved last. */
export async function savePicture(session: Session): Promise<void> {
  const { editor, saving } = session.open ?? {}
  if (!editor?.edited || !saving || !editor.latent || editor.selected === undefined) return
  const { edited, latent, selected, operations } = editor
  const subject = { kind: 'edit' as const, image: selected, operations: [...operations] }
  const isEnlarged = saving.sizeOf(edited) > edited.width
  const enlargement = isEnlarged ? { enlargement: session.settings.savedBy } : {}
  const enlarged = await saving.enlarged(edited).catch(() => undefined)
  if (!enlarged)
    return session.shell.say('The picture could not be made larger. Choose another way to enlarge it.')
  await saveImages(session, enlarged, 1, titleOf(selected, latent.guests), {
    modelId: latent.modelId,
    subject,
    ...enlargement,
  })
}

/** A chart of the training lab. */
export async function saveChart(session: Session, picture: Promise<ImageData>, name: string): Promise<void> {
  const { width, height, data } = await picture
  await saveImages(session, { width, height, count: 1, rgba: Uint8Array.from(data) }, 1, name)
}

/** All numbers of a model's training. */
export async function saveHistory({ open, shell }: Session, modelId: string, name: string): Promise<void> {
  const path = await window.slerp.chooseTablePath(`${fileNameOf(name)}.csv`)
  if (!open || !path) return
  await open.service.call('export.history', { modelId, path }).then(
    () => shell.say('The numbers were saved.'),
    () => shell.say('The numbers could not be saved there. Choose another folder and try again.'),
  )
}

const wayWords = { map: 'Under the line', linear: 'Straight', slerp: 'Slerp' } as const

/** The pictures along a path, one beside the other. */
export async function savePathStrip({ open, shell }: Session): Promise<void> {
  const pictures = open?.path.pictures ?? []
  const [first] = pictures
  const path = first && (await window.slerp.choosePicturePath('Path.png'))
  if (!open || !path) return
  const timeline = pathTimeline(open)
  const images: Images = { ...first, count: pictures.length, rgba: joined(pictures) }
  const sheet = {
    title: 'Path',
    rows: [{ label: wayWords[open.path.record?.way ?? 'map'], images }],
    scale: 2,
    path,
    ...(timeline && {
      recipe: { modelId: timeline.modelId, subject: { kind: 'timeline' as const, timeline } },
    }),
  }
  await open.service.call('export.sheet', sheet).then(
    () => shell.say('The path was saved.'),
    () => shell.say('The path could not be saved there. Choose another folder and try again.'),
  )
}

export function joined(pictures: readonly Images[]): Uint8Array {
  const all = new Uint8Array(pictures.reduce((bytes, { rgba }) => bytes + rgba.length, 0))
  let at = 0
  for (const { rgba } of pictures) {
    all.set(rgba, at)
    at += rgba.length
  }
  return all
}

async function saveImages(
  { open, shell }: Session,
  images: Images,
  scale: number,
  name: string,
  recipe?: RecipeRequest,
): Promise<void> {
  const path = await window.slerp.choosePicturePath(`${fileNameOf(name)}.png`)
  if (!open || !path) return
  await open.service.call('export.png', { images, scale, path, ...(recipe && { recipe }) }).then(
    () => shell.say('The picture was saved.'),
    () => shell.say('The picture could not be saved there. Choose another folder and try again.'),
  )
}

/** Without what a system does not allow in names. */
const fileNameOf = (name: string): string => name.replace(/[\\/:*?"<>|]/g, '-')

export async function copyPicture({ open, shell }: Session): Promise<void> {
  const picture = open?.editor.edited
  if (!picture) return
  await pngOf(picture)
    .then((png) => window.slerp.copyPicture(png))
    .then(
      () => shell.say('The picture was copied.'),
      () => shell.say('The picture could not be copied. Save it instead.'),
    )
}

async function pngOf(picture: Images): Promise<Uint8Array> {
  const { width, height } = picture
  const source = new OffscreenCanvas(width, height)
  const pixels = new ImageData(Uint8ClampedArray.from(picture.rgba), width, height)
  source.getContext('2d')?.putImageData(pixels, 0, 0)
  const enlarged = new OffscreenCanvas(width * scale, height * scale)
  const context = enlarged.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  context.imageSmoothingEnabled = false
  context.drawImage(source, 0, 0, enlarged.width, enlarged.height)
  const blob = await enlarged.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}
