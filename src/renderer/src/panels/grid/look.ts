/** What the grid shows of the images, and what it tells: the contract between the panel and the app. */

/** What becomes of those that were marked before. */
export type Marking = 'replace' | 'add' | 'toggle'

export interface Look {
  selected: number | undefined
  marked: ReadonlySet<number>
  /** Pointed at, here or on the map. */
  hovered: number | undefined
  isEdited: (image: number) => boolean
  describe: (image: number) => string
  /** sRGB with alpha, [count, 4]. */
  colours: Uint8Array | undefined
  isSmooth: boolean
}

export interface GridCallbacks {
  onselect: (image: number) => void
  onmark: (images: Iterable<number>, how: Marking) => void
  /** What a pull would mark; undefined when it was given up. */
  onpreview: (images: Iterable<number> | undefined) => void
  onhover: (image: number | undefined) => void
  /** Whether what is pulled is over something outside that takes images. */
  isOverTaker: () => boolean
  /** A pull that began on this image ends. @returns whether it was taken, so that nothing is marked */
  onletgo: (image: number) => boolean
  /** Larger or smaller by so many steps. */
  onresize: (steps: number) => void
  /** A sentence for screen readers. */
  onannounce: (text: string) => void
}
