import type { Images } from '../../../protocol/api'
import { titleOf } from '../state/image-words'
import type { InspectorTab } from '../state/settings.svelte'
import type { Action } from './actions'
import { joined } from './pictures'
import type { Session } from './session.svelte'

/** What is done with the edit as a whole: its rows, and ways of looking at it. */
export function lookActions(session: Session): Action[] {
  const { settings } = session
  const hasEdit = (): boolean => session.open?.editor.z !== undefined && !session.open.timeMachine.isOpen
  const room = (id: 'stack' | 'compare', label: string, key: string): Action => ({
    id,
    label,
    shortcuts: [key],
    yieldsToText: true,
    isEnabled: hasEdit,
    run: () => (settings.inspector = settings.inspector === id ? 'adjust' : (id satisfies InspectorTab)),
  })
  return [
    room('stack', 'Edit stack', 'E'),
    room('compare', 'Compare the edit', 'C'),
    {
      id: 'flip',
      label: 'A/B: flip between original and edit',
      shortcuts: ['A'],
      yieldsToText: true,
      isEnabled: hasEdit,
      run: () => flip(session),
    },
  ]
}

function flip({ open, shell }: Session): void {
  if (!open) return
  open.look.flip()
  shell.announce(open.look.isFlipped ? 'A: before the edit' : 'B: the edit')
}

/** A strip of the edit as one picture; dropped on the window, it brings the edit back. */
export async function saveStrip({ open, shell }: Session, what: 'strength' | 'faces'): Promise<void> {
  const { editor, look } = open ?? {}
  const path = editor?.latent && (await window.slerp.choosePicturePath(`${titles[what]}.png`))
  if (!open || !editor?.latent || !look || !path || editor.selected === undefined) return
  const { latent, selected, operations } = editor
  const pictures = (what === 'faces' ? look.facePictures : look.strengthPictures).flatMap((one) => one ?? [])
  const [first] = pictures
  if (!first) return
  const images: Images = { ...first, count: pictures.length, rgba: joined(pictures) }
  const rows = [{ label: what === 'faces' ? 'Edited' : titleOf(selected, latent.guests), images }]
  if (what === 'faces') {
    const { datasetId } = latent
    const indices = Uint32Array.from(look.faces)
    rows.unshift({
      label: 'Before',
      images: await open.service.call('dataset.images', { datasetId, indices }),
    })
  }
  const subject = { kind: 'edit' as const, image: selected, operations: [...operations] }
  const sheet = { title: titles[what], rows, scale: 2, path, recipe: { modelId: latent.modelId, subject } }
  await open.service.call('export.sheet', sheet).then(
    () => shell.say('The pictures were saved.'),
    () => shell.say('The pictures could not be saved there. Choose another folder and try again.'),
  )
}

const titles = { strength: 'Strengths', faces: 'Other faces' } as const
