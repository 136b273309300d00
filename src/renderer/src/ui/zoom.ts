/** Arithmetic of the visible part of a chart's x axis. */

export type Range = readonly [from: number, to: number]

/**
 * The visible part after it was made `factor` times as wide around `centre`, kept within `whole`.
 *
 * @returns undefined when all is visible
 */
export function scaled(visible: Range, whole: Range, centre: number, factor: number): Range | undefined {
  const [from, to] = visible.map((end) => centre + (end - centre) * factor) as [number, number]
  return within([from, to], whole)
}

/** Narrower than this share of the whole nothing more is seen. */
const narrowest = 1e-3

/** A wished range moved and cut so that it lies in the whole; undefined when it is the whole, or more. */
export function within([a, b]: Range, [least, most]: Range): Range | undefined {
  const width = Math.max(Math.abs(b - a), narrowest * (most - least))
  if (!(width < most - least)) return undefined
  const from = Math.min(Math.max(Math.min(a, b), least), most - width)
  return [from, from + width]
}
