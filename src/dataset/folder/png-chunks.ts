/**
 * Whether a PNG is all there and unharmed: its chunks up to the last one, and the checksum of each that matters
 * (CRC-32, PNG specification, annex D). The decoder does not say: it shows what it can and leaves the rest empty.
 */
export function isPngWhole(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) return false
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (isCritical(type) && crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false
    if (type === 'IEND') return true
    at = end + 4
  }
  return false
}

/** What a picture cannot be shown without begins with a capital. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type)

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let i = 0; i < bytes.length; i++) value = table[(value ^ bytes[i]!) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
