import type { KeyframeContent, TimelineRecord } from '../../../core/records/timeline'
import { spreadTimes } from '../../../core/timeline/arrange'
import type { GuestView } from '../../../protocol/api'
import { rowWords } from '../panels/variations/words'
import type { ExportWish } from '../state/exporting.svelte'
import { mentionOf, titleOf } from '../state/image-words'
import type { Action } from './actions'
import { canTakePhoto, isPhotoFile, takePhoto } from './photo-actions'
import { fileName, type Connected, type Session } from './session.svelte'

/** What can be done with time. */
export function timelineActions(session: Session): Action[] {
  const { shell } = session
  const hasKeyframes = (): boolean => session.open?.timeline.opened !== undefined
  return [
    {
      id: 'timeline',
      label: 'Timeline',
      shortcuts: ['Ctrl+4'],
      isEnabled: () => true,
      run: () => (shell.mode = 'timeline'),
    },
    {
      id: 'add-keyframe',
      label: 'Add the edit to the timeline',
      shortcuts: ['K'],
      yieldsToText: true,
      isEnabled: () => session.isWritable && session.open?.editor.selected !== undefined,
      run: () => void addKeyframe(session),
    },
    {
      id: 'export-timeline',
      label: 'Export the timeline…',
      shortcuts: ['Ctrl+E'],
      isEnabled: hasKeyframes,
      run: () => shell.open('export'),
    },
    {
      id: 'variations',
      label: 'Grid of variations…',
      shortcuts: ['Shift+G'],
      yieldsToText: true,
      isEnabled: () => session.open?.workspace.latent !== undefined,
      run: () => {
        session.open?.variations.begin(session.open.variations.grid?.kind)
        shell.open('variations')
      },
    },
  ]
}

async function addKeyframe({ open, shell }: Session): Promise<void> {
  shell.mode = 'timeline'
  await open?.timeline.addEdit()
  shell.announce(`Keyframe added; there are ${open?.timeline.record?.keyframes.length ?? 0}`)
}

/** The pictures of the path over the map, at even times, as a timeline of their own. */
export async function sendPath({ open, shell }: Session): Promise<void> {
  const timeline = open && pathTimeline(open)
  if (!timeline) return
  shell.mode = 'timeline'
  await open.timeline.take(timeline)
}

/** The path over the map as keyframes. */
export function pathTimeline({ path, timeline }: Connected): TimelineRecord | undefined {
  const [record, fresh] = [path.record, timeline.choice.fresh()]
  if (!record || !fresh) return undefined
  const latentSize = record.codes.length / record.count
  const keyframes = spreadTimes(record.count, fresh).map((timeMs, i) => {
    const code = [...record.codes.subarray(i * latentSize, (i + 1) * latentSize)]
    const content: KeyframeContent = { kind: 'code', code: code.map(shortened) }
    return { id: crypto.randomUUID(), timeMs, content, easing: 'smooth' as const }
  })
  return { ...fresh, name: 'Path', keyframes }
}

/** As many digits as a 32-bit number needs to be read back the same. */
const shortened = (x: number): number => Number(x.toPrecision(9))

/** Asks where, writes, and says how it went. */
export async function writeTimeline({ open, shell }: Session, wish: ExportWish): Promise<void> {
  const name = wish.timeline.name.replace(/[\\/:*?"<>|]/g, '-')
  const extension = wish.format === 'apng' ? 'png' : wish.format
  const suggested = wish.format === 'png' ? `${name} pictures` : `${name}.${extension}`
  const path = await window.slerp.chooseExportPath(suggested, wish.format)
  if (!open || !path) return
  if (!(await open.exporting.write(wish, path))) return
  shell.close()
  shell.say(`The timeline was exported to ${fileName(path)}.`)
}

/** The grid as one picture, with its recipe. */
export async function saveGrid({ open, shell }: Session): Promise<void> {
  const [grid, latent] = [open?.variations.grid, open?.workspace.latent]
  const path = grid && (await window.slerp.choosePicturePath('Variations.png'))
  if (!open || !grid || !latent || !path) return
  const labels = rowWords(grid, latent.guests)
  const rows = open.variations.rows.map((images, i) => ({ label: labels[i] ?? '', images }))
  const subject = { kind: 'grid' as const, grid }
  const sheet = { title: 'Variations', rows, scale: 2, path, recipe: { modelId: latent.modelId, subject } }
  await open.service.call('export.sheet', sheet).then(
    () => shell.say('The grid was saved.'),
    () => shell.say('The grid could not be saved there. Choose another folder and try again.'),
  )
}

/** Takes a keyframe's edit into the hand: its image is selected, and what was done to it becomes its edit. */
export async function editKeyframe({ open, shell }: Session, id: string): Promise<void> {
  const content = open?.timeline.record?.keyframes.find((one) => one.id === id)?.content
  if (!open || content?.kind !== 'edit') return
  open.timeline.leave()
  await open.editor.select(content.image)
  open.editor.sketch(content.operations)
  await open.editor.release()
  shell.announce(`${titleOf(content.image, guestsOf(open))} as it is in the keyframe`)
}

/** A file that was exported here brings its edit or timeline back; another picture is a photo; all else is imported. */
export async function takeDropped(session: Session, path: string): Promise<void> {
  if (!session.isWritable) return
  if (await followRecipe(session, path)) return
  if (/\.(gif|webm|mp4)$/i.test(path)) session.shell.say(`${fileName(path)} does not say how it was made.`)
  else if (isPhotoFile(path) && canTakePhoto(session)) await takePhoto(session, { path })
  else session.shell.importFolder(path)
}

/** False when there is none. */
async function followRecipe(session: Session, path: string): Promise<boolean> {
  const { open, shell } = session
  const found = await open?.service.call('recipe.read', { path }).catch(() => null)
  if (!open || !found) return false
  if (found.modelId !== undefined && found.gone) await bringBack(open, found.modelId, found.gone)
  if (found.modelId === undefined) shell.say(found.because)
  else if (found.recipe.subject.kind === 'timeline')
    await showTimeline(session, open, found.modelId, found.recipe.subject.timeline)
  else if (found.recipe.subject.kind === 'edit')
    await showEdit(session, open, found.modelId, found.recipe.subject)
  else {
    await showModel(open, found.modelId)
    void open.variations.show(found.recipe.subject.grid)
    shell.open('variations')
  }
  return true
}

/** Pictures beside the data that it names and that were undone or removed. */
const bringBack = ({ service, editor }: Connected, modelId: string, ids: string[]): Promise<void> =>
  editor.take(() => service.call('guest.bringBack', { modelId, ids }))

async function showTimeline(
  { shell }: Session,
  open: Connected,
  modelId: string,
  timeline: TimelineRecord,
): Promise<void> {
  await showModel(open, modelId)
  shell.mode = 'timeline'
  await open.timeline.take(timeline)
  if (!open.timeline.failure)
    shell.say(`The timeline of ${timeline.keyframes.length} keyframes is back. Undo takes it away.`)
}

async function showEdit(
  { shell }: Session,
  open: Connected,
  modelId: string,
  { image, operations }: Extract<KeyframeContent, { kind: 'edit' }>,
): Promise<void> {
  await showModel(open, modelId)
  await open.editor.select(image)
  open.editor.sketch(operations)
  await open.editor.release()
  if (!open.editor.failure)
    shell.say(`The edit of ${mentionOf(image, guestsOf(open))} is back. Undo takes it away.`)
}

const guestsOf = ({ workspace }: Connected): readonly GuestView[] => workspace.latent?.guests ?? []

async function showModel({ workspace }: Connected, modelId: string): Promise<void> {
  if (workspace.latent?.modelId !== modelId) await workspace.openModel(modelId)
}
