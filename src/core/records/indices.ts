/**
 * Indices of images as a short text, whichever is shorter of two: runs, ascending (`3,7-12`), or, after a colon, one
 * sign for each six images (`:` and the 64 signs of base64, the first image in the lowest bit). Empty for none.
 */
export type PackedIndices = string

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const imagesPerSign = 6
/** Longer runs are told as signs: many short runs are slow to read. */
const mostRunLetters = 20_000
/** Enough for 16 million images. */
const mostLetters = 2_800_000

/** @param isSet whether an image is among them: 0 for no, [count] */
export function packMask(isSet: ArrayLike<number>): PackedIndices {
  const bits = packAsSigns(isSet)
  const runs = packAsRuns(isSet, Math.min(bits.length, mostRunLetters))
  return runs ?? bits
}

export function packIndices(indices: Iterable<number>, count: number): PackedIndices {
  const isSet = new Uint8Array(count)
  for (const index of indices) if (index < count) isSet[index] = 1
  return packMask(isSet)
}

/** As 0 and 1 for each image: [count]. Those past the last image are left out. */
export function maskOf(packed: PackedIndices, count: number): Uint8Array {
  const isSet = new Uint8Array(count)
  if (packed.startsWith(':')) fillFromSigns(packed, isSet)
  else for (const [first, last] of runsOf(packed)) isSet.fill(1, first, Math.min(last + 1, count))
  return isSet
}

/** Ascending. */
export function indicesOf(packed: PackedIndices, count: number): number[] {
  const found: number[] = []
  maskOf(packed, count).forEach((value, index) => {
    if (value) found.push(index)
  })
  return found
}

/** Whether a text from a file is of this form. */
export function isPacked(text: string): boolean {
  if (text.startsWith(':')) return text.length <= mostLetters && /^:[A-Za-z0-9+/]*$/.test(text)
  if (text.length > mostRunLetters || !/^[\d,-]*$/.test(text)) return false
  return text === '' || text.split(',').every((run) => /^\d{1,9}(-\d{1,9})?$/.test(run))
}

function runsOf(packed: PackedIndices): (readonly [number, number])[] {
  if (packed === '') return []
  return packed.split(',').map((run) => {
    const [first, last] = run.split('-').map(Number)
    return [first ?? 0, last ?? first ?? 0] as const
  })
}

/** Undefined when it comes to more than so many letters. */
function packAsRuns(isSet: ArrayLike<number>, mostLength: number): string | undefined {
  let text = ''
  for (let first = 0; first < isSet.length; first++) {
    if (!isSet[first]) continue
    let last = first
    while (isSet[last + 1]) last++
    text += `${text && ','}${first}${last > first ? `-${last}` : ''}`
    if (text.length > mostLength) return undefined
    first = last
  }
  return text
}

function packAsSigns(isSet: ArrayLike<number>): string {
  const parts: string[] = [':']
  for (let first = 0; first < isSet.length; first += imagesPerSign) {
    let bits = 0
    for (let k = 0; k < imagesPerSign; k++) if (isSet[first + k]) bits |= 1 << k
    parts.push(signs[bits]!)
  }
  return parts.join('')
}

function fillFromSigns(packed: PackedIndices, isSet: Uint8Array): void {
  for (let at = 1; at < packed.length; at++) {
    const bits = signs.indexOf(packed[at]!)
    const first = (at - 1) * imagesPerSign
    for (let k = 0; k < imagesPerSign && first + k < isSet.length; k++) isSet[first + k] = (bits >> k) & 1
  }
}
