/** What many answers hold. */

/** `count` images of `width` x `height`, four bytes a pixel (RGBA, not premultiplied), one after the other. */
export interface Images {
  width: number
  height: number
  count: number
  rgba: Uint8Array
}

export interface TaskProgress {
  /** What is being done, in words: `Drawing faces`. */
  label: string
  done: number
  total: number
}
