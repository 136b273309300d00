/**
 * What the legend hides and shows. `values` are as of a colouring: the amount of each image, or the place of its class;
 * `hidden` is 1 for each image that is hidden; all are [count].
 */

interface Shares {
  total: number
  shown: number
}

/** How many images each class has, and how many of them are shown. */
export function sharesOf(values: Float32Array, hidden: Uint8Array | undefined, classes: number): Shares[] {
  const shares = Array.from({ length: classes }, () => ({ total: 0, shown: 0 }))
  for (let i = 0; i < values.length; i++) {
    const share = shares[values[i]!]
    if (!share) continue
    share.total++
    if (!hidden?.[i]) share.shown++
  }
  return shares
}

/** Without one class; with all of it, where none of it was shown. */
export function withToggled(values: Float32Array, hidden: Uint8Array | undefined, place: number): Uint8Array {
  const isShown = someShown(values, hidden, place)
  return maskBy(values, (value, i) => (value === place ? isShown : hidden?.[i] === 1))
}

/** One class alone, as far as it was shown; where it was alone already, all the others come back. */
export function withOnly(values: Float32Array, hidden: Uint8Array | undefined, place: number): Uint8Array {
  const wasShown = someShown(values, hidden, place)
  const wasAlone = wasShown && values.every((value, i) => value === place || hidden?.[i])
  return maskBy(values, (value, i) => {
    if (value !== place) return !wasAlone
    return wasShown && hidden?.[i] === 1
  })
}

/** The least and the greatest amount that is shown; undefined where none is. */
export function rangeShown(
  values: Float32Array,
  hidden: Uint8Array | undefined,
): [number, number] | undefined {
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (hidden?.[i] || Number.isNaN(value)) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  return least <= most ? [least, most] : undefined
}

/**
 * Amounts from one to another, both included. What was hidden within the range that was shown stays so: it was hidden
 * for another reason. Images whose amount is not known are shown while no end of the range is drawn in.
 *
 * @param to ends that are not drawn in are infinite
 */
export function withRange(
  values: Float32Array,
  hidden: Uint8Array | undefined,
  [from, to]: readonly [number, number],
): Uint8Array {
  const [least, most] = rangeShown(values, hidden) ?? [Infinity, -Infinity]
  const isWhole = from === -Infinity && to === Infinity
  return maskBy(values, (value, i) => {
    if (Number.isNaN(value)) return !isWhole
    const wasHiddenWithin = hidden?.[i] === 1 && value > least && value < most
    return value < from || value > to || wasHiddenWithin
  })
}

function someShown(values: Float32Array, hidden: Uint8Array | undefined, place: number): boolean {
  return values.some((value, i) => value === place && !hidden?.[i])
}

function maskBy(values: Float32Array, isHidden: (value: number, i: number) => boolean): Uint8Array {
  const mask = new Uint8Array(values.length)
  for (let i = 0; i < mask.length; i++) mask[i] = Number(isHidden(values[i]!, i))
  return mask
}
