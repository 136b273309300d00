/** Key chords as words: `Ctrl+Shift+Z`. Ctrl stands for Command where that is the custom. */

type Keystroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export function chordOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Keystroke): string {
  const parts = [
    (ctrlKey || metaKey) && 'Ctrl',
    altKey && 'Alt',
    shiftKey && 'Shift',
    key.length === 1 ? key.toUpperCase() : key,
  ]
  return parts.filter(Boolean).join('+')
}

const textInputs = new Set(['text', 'search', 'number', 'email', 'url', 'password', ''])

/** Whether the keyboard belongs to a field in which one writes, so that its own undo and copy must work. */
export function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLInputElement) return textInputs.has(target.type)
  return target instanceof HTMLElement && target.isContentEditable
}

/** Whether copying means the marked text rather than the picture. */
export function hasMarkedText(): boolean {
  return (getSelection()?.toString() ?? '') !== ''
}
