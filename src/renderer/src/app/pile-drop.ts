import type { PileName } from '../state/concept-making.svelte'
import type { Connected } from './session.svelte'

/** The pile that the pointer is over, whatever has captured it; the map and the grid do while images are dragged. */
export function followHand({ concepts }: Connected, { clientX, clientY, buttons }: PointerEvent): void {
  concepts.making.over = buttons === 0 ? undefined : pileAt(clientX, clientY)
}

function pileAt(clientX: number, clientY: number): PileName | undefined {
  const pile = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-pile]')?.dataset.pile
  return pile === 'having' || pile === 'lacking' ? pile : undefined
}

/** What is dragged with an image: all that are marked with it, or itself alone. */
function draggedWith(image: number, marked: ReadonlySet<number>): Iterable<number> {
  return marked.has(image) ? marked : [image]
}

/** Puts what is dragged into the pile under the hand. @returns whether there was one */
export function dropOnPile({ concepts, workspace }: Connected, image: number): boolean {
  return concepts.making.drop(draggedWith(image, workspace.selection.indices))
}
