import type { Selection } from '../state/selection.svelte'
import type { Action } from './actions'
import type { Session } from './session.svelte'

/** What is done with many images at once: taking them together, and hiding what is in the way. */
export function markActions(session: Session): Action[] {
  const { shell } = session
  const hasMap = (): boolean => canMark(session)
  const action = (
    id: Action['id'],
    label: string,
    shortcut: string,
    run: (selection: Selection) => void,
    isEnabled: (selection: Selection) => boolean = () => true,
  ): Action => ({
    id,
    label,
    shortcuts: [shortcut],
    yieldsToText: true,
    isEnabled: () => hasMap() && isEnabled(session.open!.workspace.selection),
    run: () => run(session.open!.workspace.selection),
  })
  const hasMarks = ({ count }: Selection): boolean => count > 0
  return [
    { ...action('find', 'Find images…', 'Ctrl+F', () => (shell.isFinding = true)), yieldsToText: false },
    action('select-all', 'Select all', 'Ctrl+A', (selection) => selection.markAll()),
    action('invert-selection', 'Invert the selection', 'Shift+I', (selection) => selection.invert()),
    action('hide-selected', 'Hide selected', 'H', (selection) => selection.hideMarked(), hasMarks),
    action(
      'show-only-selected',
      'Show only selected',
      'I',
      (selection) => selection.showOnlyMarked(),
      hasMarks,
    ),
    action(
      'show-all',
      'Show all',
      'Shift+H',
      (selection) => selection.showAll(),
      ({ hiddenCount }) => hiddenCount > 0,
    ),
  ]
}

/** A part that is looked for on the map, or a replay, has the hand to itself. */
function canMark({ open, shell }: Session): boolean {
  if (!open?.workspace.latent || shell.mode === 'train') return false
  return !open.timeMachine.isOpen && !open.editor.parts.wanted
}
