/** Codes of cells of a grid whose order is that of a quadtree or octree (Morton 1966). */

/** Bits of each coordinate in 2 and 3 dimensions: all together fit 32. */
export const bitsPerAxis = { 2: 16, 3: 10 } as const

export function spread2(x: number): number {
  let bits = x & 0xffff
  bits = (bits | (bits << 8)) & 0x00ff00ff
  bits = (bits | (bits << 4)) & 0x0f0f0f0f
  bits = (bits | (bits << 2)) & 0x33333333
  return (bits | (bits << 1)) & 0x55555555
}

export function spread3(x: number): number {
  let bits = x & 0x3ff
  bits = (bits | (bits << 16)) & 0x030000ff
  bits = (bits | (bits << 8)) & 0x0300f00f
  bits = (bits | (bits << 4)) & 0x030c30c3
  return (bits | (bits << 2)) & 0x09249249
}

const digit = 11
const buckets = 1 << digit

/** The order of ascending keys: least significant digit first, three passes of eleven bits. */
export function ascendingOrder(keys: Uint32Array): Uint32Array {
  let order = Uint32Array.from(keys, (_, i) => i)
  let next = new Uint32Array(keys.length)
  const starts = new Uint32Array(buckets + 1)
  for (let shift = 0; shift < 32; shift += digit) {
    starts.fill(0)
    for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & (buckets - 1)) + 1]!++
    for (let b = 0; b < buckets; b++) starts[b + 1]! += starts[b]!
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      next[starts[(keys[row]! >>> shift) & (buckets - 1)]!++] = row
    }
    ;[order, next] = [next, order]
  }
  return order
}
