import type { Place } from './bilinear'

/** Where something is on a picture of any size: shares of its width and height, from the top left corner. */
export type Spot = readonly [x: number, y: number]

const within = (x: number): number => Math.min(1, Math.max(0, x))

/** @param side of the picture, in pixels */
export const placeOf = ([x, y]: Spot, side: number): Place => [within(x) * side - 0.5, within(y) * side - 0.5]

export const spotOf = ([x, y]: Place, side: number): Spot => [(x + 0.5) / side, (y + 0.5) / side]

/** A disc of a mask set to 1 or 0; the mask is a copy. @param mask [side * side] @param radius a share of the side */
export function painted(
  mask: Uint8Array,
  side: number,
  { at, radius, value }: { at: Spot; radius: number; value: 0 | 1 },
): Uint8Array {
  return mask.map((known, i) => {
    const [x, y] = spotOf([i % side, Math.floor(i / side)], side)
    return Math.hypot(x - at[0], y - at[1]) <= radius ? value : known
  })
}
