import type { MenuAction } from '../../../protocol/bridge'
import { chordOf, hasMarkedText, isWriting } from './keys'

/** One thing that can be done, however it is asked for: by key, menu bar or palette. */
export interface Action {
  id: MenuAction
  label: string
  /** The first is the one that is shown. */
  shortcuts: readonly string[]
  /** Left to the field in which one writes. */
  yieldsToText?: boolean
  isEnabled: () => boolean
  run: () => void
}

/** Does the action of a key stroke, if there is one. */
export function answerKey(actions: readonly Action[], event: KeyboardEvent): void {
  const chord = chordOf(event)
  const action = actions.find(({ shortcuts }) => shortcuts.includes(chord))
  if (!action || event.defaultPrevented) return
  // A letter that is held down is one stroke: what it switches must not flicker.
  if (event.repeat && chord.length === 1) return
  if (action.yieldsToText && isWriting(event.target)) return
  if (action.id === 'copy-picture' && hasMarkedText()) return
  event.preventDefault()
  if (action.isEnabled()) action.run()
}

export function answerMenu(actions: readonly Action[], id: MenuAction): void {
  const action = actions.find((known) => known.id === id)
  if (action?.isEnabled()) action.run()
}
