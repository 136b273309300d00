import type { EditTree } from '../state/history.svelte'

/** The state of the history that the hand lies on, seen large for a moment. */
export function lookedState({ looked, lookedPicture }: EditTree) {
  return looked === undefined || !lookedPicture
    ? undefined
    : { picture: lookedPicture, label: `Step ${looked}` }
}
