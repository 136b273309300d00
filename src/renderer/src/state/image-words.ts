import type { Attribute } from '../../../core/records/attribute'
import type { GuestView } from '../../../protocol/api'

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

/** A picture beside the data is called what a person calls it. */
type Named = Pick<GuestView, 'image' | 'name'>

/** `Image 812`, or `Grandmother`: as a heading or a label. */
export function titleOf(image: number, guests: readonly Named[] = []): string {
  return guests.find((one) => one.image === image)?.name ?? `Image ${image}`
}

/** `image 812`, or `"Grandmother"`: within a sentence. */
export function mentionOf(image: number, guests: readonly Named[] = []): string {
  const guest = guests.find((one) => one.image === image)
  return guest ? `"${guest.name}"` : `image ${image}`
}

/** `Image 812: smile, glasses`. */
export function nameOf(
  attributes: readonly Attribute[],
  index: number,
  guests: readonly Named[] = [],
): string {
  const labels = labelsThatHold(attributes, index)
  const title = titleOf(index, guests)
  return labels.length > 0 ? `${title}: ${labels.join(', ')}` : title
}

/** `Photo`, `Random picture`, `Mix of Grandmother and image 12`. */
export function kindOf(
  { kind, parents = [] }: Pick<GuestView, 'kind' | 'parents'>,
  guests: readonly Named[],
): string {
  if (kind !== 'mix') return { photo: 'Photo', sample: 'Random picture' }[kind]
  return `Mix of ${list.format(parents.map((image) => mentionOf(image, guests)))}`
}

const list = new Intl.ListFormat('en')
