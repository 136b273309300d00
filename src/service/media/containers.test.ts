import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mp4WithXmp } from './mp4'
import type { Pieces } from './pieces'
import { xmpOfPieces } from './reading'

const piecesOf = (bytes: Uint8Array): Pieces => ({
  length: bytes.length,
  read: (at, length) => Promise.resolve(Buffer.from(bytes.subarray(at, at + Math.max(0, length)))),
})

const box = (kind: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + data.length)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, data])
}
/** An EBML element with a length of two bytes. */
const element = (id: string, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.of(0x40 | (data.length >> 8), data.length & 255), data])

const text = (id: string, words: string): Buffer => element(id, Buffer.from(words))
const simple = (name: string, words: string): Buffer =>
  element('67c8', Buffer.concat([text('45a3', name), text('4487', words)]))
const webm = Buffer.concat([
  element('1a45dfa3', text('4282', 'webm')),
  Buffer.from('18538067', 'hex'),
  // A length that is not known.
  Buffer.from('01ffffffffffffff', 'hex'),
  element('1f43b675', Buffer.alloc(300)),
  element('1254c367', element('7373', Buffer.concat([simple('TITLE', 'x'), simple('XMP', '<xmp/>')]))),
])
const mp4 = Buffer.concat([box('ftyp', Buffer.from('isom')), box('mdat', Buffer.alloc(500))])

test('a packet is found in MP4 and WebM', async () => {
  expect(await xmpOfPieces(piecesOf(mp4))).toBeUndefined()
  expect(await xmpOfPieces(piecesOf(mp4WithXmp(mp4, '<xmp>é</xmp>')))).toBe('<xmp>é</xmp>')
  expect(await xmpOfPieces(piecesOf(webm))).toBe('<xmp/>')
})

test('whatever bytes are changed or missing, reading ends without an error', async () => {
  const files = [
    webm,
    mp4WithXmp(mp4, '<xmp/>'),
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.from('GIF89a'),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 8 }),
      fc.nat(900),
      async (file, changes, length) => {
        const bytes = Buffer.from(file).subarray(0, length)
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const found = await xmpOfPieces(piecesOf(bytes))
        expect(['string', 'undefined']).toContain(typeof found)
      },
    ),
  )
})
