import { tick } from 'svelte'

const written = 'input:not([type="range"], [type="radio"], [type="checkbox"])'
const reachable = ':is(input, textarea, button, [tabindex="0"]):not(:disabled)'

/** What is to be written first is in hand at once; otherwise the dialog itself, where Enter answers. */
export function focusFirst(dialog: HTMLElement | null): void {
  const first = dialog?.querySelector<HTMLElement>(reachable)
  if (!first?.matches(written)) return dialog?.focus()
  first.focus()
  if (first instanceof HTMLInputElement) first.select()
}

/** Enter gives the dialog's usual answer, unless what is in hand has a meaning of its own for it. */
export async function answerEnter(event: KeyboardEvent & { currentTarget: HTMLElement }): Promise<void> {
  const { currentTarget: dialog, target } = event
  if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing) return
  if (!(target instanceof HTMLElement) || target.closest('form')) return
  if (target !== dialog && !target.matches(written)) return
  const answer = dialog.querySelector<HTMLButtonElement>('[data-answers="usual"] > button:last-child')
  if (!answer) return
  event.preventDefault()
  // A number counts once its field is left.
  target.blur()
  await tick()
  if (answer.isConnected) answer.click()
}
