import type { Attribute } from '../../../core/records/attribute'

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** What is known of an image: a label that holds is its name; one that does not hold says nothing. */
export function labelsThatHold(attributes: readonly Attribute[], index: number): string[] {
  return attributes.flatMap(({ name, kind, values }) => {
    const value = values[index]
    if (value === undefined || Number.isNaN(value)) return []
    if (kind === 'binary') return value >= 0.5 ? [name] : []
    return [`${name} ${amount.format(value)}`]
  })
}

/** `Image 812: smile, glasses`. */
export function nameOf(attributes: readonly Attribute[], index: number): string {
  const labels = labelsThatHold(attributes, index)
  return labels.length > 0 ? `Image ${index}: ${labels.join(', ')}` : `Image ${index}`
}
