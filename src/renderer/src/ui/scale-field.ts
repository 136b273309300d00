/** A slider over several sizes: its left end is 0, then each step is a little more than the one before. */

const least = 0.01
const most = 100
/** Steps of the slider. */
export const lastPlace = 81

/** The amount at a place, to two digits. */
export function amountAt(place: number): number {
  if (place <= 0) return 0
  const share = (Math.min(place, lastPlace) - 1) / (lastPlace - 1)
  return Number((least * (most / least) ** share).toPrecision(2))
}

/** The place that is nearest to an amount. */
export function placeOf(amount: number): number {
  if (amount < least / 2) return 0
  const share = Math.log(Math.min(amount, most) / least) / Math.log(most / least)
  return Math.max(1, Math.round(1 + share * (lastPlace - 1)))
}
