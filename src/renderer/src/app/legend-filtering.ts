import type { Selection } from '../state/selection.svelte'
import type { Colouring } from './colouring'

/** What a legend can hide, and how it says so. */
export interface Filtering {
  /** As of a colouring: [count]. */
  values: Float32Array
  /** 1 for each image that is hidden, [count]. */
  hidden: Uint8Array | undefined
  onhide: (hidden: Uint8Array) => void
  /** What would be hidden while a handle is held; undefined when it was given up. */
  onpreview: (hidden: Uint8Array | undefined) => void
}

/** Acts through what hides and shows images everywhere else, so that undo finds it. */
export function filteringOf(selection: Selection, { values }: Colouring): Filtering {
  return {
    values,
    hidden: selection.hidden,
    onhide: (hidden) => selection.hideExactly(hidden),
    onpreview: (hidden) => selection.previewHidden(hidden),
  }
}
