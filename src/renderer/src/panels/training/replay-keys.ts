/** Whether a key stroke is meant for the time machine, and not for the field, the button or the list that has the focus. */
export function isForTimeMachine(event: KeyboardEvent): boolean {
  // A tip that is open takes Escape too, and one would have to press it twice.
  if (event.defaultPrevented && event.key !== 'Escape') return false
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  const target = event.target instanceof Element ? event.target : undefined
  if (target?.closest(listening)) return false
  const usesKey: Record<string, string> = {
    ' ': 'button, summary',
    ArrowLeft: keeping,
    ArrowRight: keeping,
    Escape: '',
  }
  const keeps = usesKey[event.key]
  return keeps !== undefined && (keeps === '' || !target?.closest(keeps))
}

/** One writes or chooses there. */
const listening =
  'input:not([type="range"]), textarea, [contenteditable], [role="slider"], [role="listbox"], [role="menu"], [role="dialog"]'

/** Left and right mean something there. */
const keeping = 'input[type="range"], [role="tab"], [role="separator"], [aria-haspopup]'
