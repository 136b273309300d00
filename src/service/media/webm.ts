/** Elements of WebM files. RFC 8794 (EBML), RFC 9559 (Matroska) */
import { mostXmpLength } from '../../core/recipe/xmp'
import { mostSteps, type Pieces } from './pieces'

const ids = { segment: 0x18538067, tags: 0x1254c367, tag: 0x7373, simple: 0x67c8, name: 0x45a3, text: 0x4487 }
/** What the tag with the packet is called. */
const webmXmpTag = 'XMP'

interface Element {
  id: number
  /** Where its data begin and end. */
  from: number
  to: number
}

export async function webmXmp(pieces: Pieces): Promise<string | undefined> {
  const segment = await find(pieces, { from: 0, to: pieces.length }, ids.segment)
  const tags = segment && (await find(pieces, segment, ids.tags))
  if (!tags || tags.to - tags.from > mostXmpLength) return undefined
  const bytes = await pieces.read(tags.from, tags.to - tags.from)
  return xmpInTags(bytes)
}

/** The first element of a kind within another. */
async function find(
  pieces: Pieces,
  within: Pick<Element, 'from' | 'to'>,
  id: number,
): Promise<Element | undefined> {
  let at = within.from
  for (let step = 0; at < within.to && step < mostSteps; step++) {
    const element = elementAt(await pieces.read(at, 12), 0)
    if (!element) return undefined
    const [from, to] = [at + element.from, Math.min(at + element.to, within.to)]
    if (element.id === id) return { id, from, to }
    at += element.to
  }
  return undefined
}

function xmpInTags(tags: Buffer): string | undefined {
  for (const tag of childrenOf(tags, ids.tag))
    for (const simple of childrenOf(tag, ids.simple)) {
      const [name] = childrenOf(simple, ids.name)
      const [text] = childrenOf(simple, ids.text)
      if (name?.toString('utf8') === webmXmpTag && text) return text.toString('utf8')
    }
  return undefined
}

function* childrenOf(bytes: Buffer, id: number): Generator<Buffer> {
  for (let at = 0, step = 0; at < bytes.length && step < mostSteps; step++) {
    const element = elementAt(bytes, at)
    if (!element) return
    if (element.id === id) yield bytes.subarray(element.from, element.to)
    at = element.to
  }
}

/** Id and length, each a number whose leading zeros say how many bytes it has; an unknown length reaches to the end. */
function elementAt(bytes: Buffer, at: number): Element | undefined {
  const id = numberAt(bytes, at, 4, true)
  const length = id && numberAt(bytes, at + id.width, 8, false)
  if (!length) return undefined
  const from = at + id.width + length.width
  return { id: id.value, from, to: length.isUnknown ? Number.MAX_SAFE_INTEGER : from + length.value }
}

function numberAt(
  bytes: Buffer,
  at: number,
  most: number,
  keepsMarker: boolean,
): { value: number; width: number; isUnknown: boolean } | undefined {
  const first = bytes[at]
  const width = first === undefined ? 9 : Math.clz32(first) - 23
  if (first === undefined || width > most || at + width > bytes.length) return undefined
  let value = keepsMarker ? first : first & (0xff >> width)
  let isUnknown = (first & (0xff >> width)) === 0xff >> width
  for (const byte of bytes.subarray(at + 1, at + width)) {
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return { value, width, isUnknown }
}
