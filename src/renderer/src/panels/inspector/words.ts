import type { Attribute } from '../../../../core/records/attribute'
import { wordsOf } from '../../ui/slider'

export const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Distances in the latent space, short enough to stand below a thumbnail. */
export const distanceFormat = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
})

/** With its sign, as wide for negative numbers as for others. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** What a condition of -1 to 1 says, in the attribute's own words. */
export function conditionWords(attribute: Attribute | undefined, value: number): string {
  if (!attribute) return wordsOf(value)
  if (attribute.kind === 'binary') return value >= 0.995 ? 'yes' : value <= -0.995 ? 'no' : wordsOf(value)
  const known = attribute.values.filter((each) => Number.isFinite(each))
  const [least, most] = known.reduce(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
    [Infinity, -Infinity],
  )
  return amount.format(least + ((value + 1) / 2) * (most - least))
}
