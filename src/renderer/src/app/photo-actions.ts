import type { PhotoFile } from '../../../protocol/api'
import type { Action } from './actions'
import { isWriting } from './keys'
import type { Session } from './session.svelte'

export function photoActions(session: Session): Action[] {
  const isEnabled = (): boolean => canTakePhoto(session)
  return [
    {
      id: 'open-photo',
      label: 'Open a photo…',
      shortcuts: ['Ctrl+Shift+O'],
      isEnabled,
      run: () => void choosePhoto(session),
    },
    {
      id: 'random-picture',
      label: 'Random picture',
      shortcuts: [],
      isEnabled,
      run: () => void session.open?.guests.addSample(),
    },
  ]
}

export function canTakePhoto({ open, isWritable }: Session): boolean {
  return isWritable && open?.workspace.latent !== undefined && !open.timeMachine.isOpen
}

async function choosePhoto(session: Session): Promise<void> {
  const path = await window.slerp.choosePhoto()
  if (path) await takePhoto(session, { path })
}

/** Shows what of it can be taken, or says why it cannot be read. */
export async function takePhoto({ open, shell }: Session, file: PhotoFile): Promise<void> {
  if (!open) return
  if (await open.photo.open(file)) shell.open('photo')
  else if (open.photo.failure) shell.say(open.photo.failure.what)
}

export const isPhotoFile = (path: string): boolean => /\.(png|jpe?g|webp)$/i.test(path)

/** A picture on the clipboard, unless somebody writes. */
export async function pastePhoto(session: Session, event: ClipboardEvent): Promise<void> {
  const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
  if (!file || isWriting(event.target) || !canTakePhoto(session)) return
  event.preventDefault()
  const bytes = new Uint8Array(await file.arrayBuffer())
  // A picture without a file of its own comes as "image.png".
  const name = /^(image\.png)?$/.test(file.name) ? 'Pasted picture' : file.name
  await takePhoto(session, { name, bytes })
}
