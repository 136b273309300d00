/** An IDX file of unsigned bytes for tests. */
export function idx(shape: readonly number[], values: ArrayLike<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.writeUInt32BE(0x0800 + shape.length, 0)
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  return Buffer.concat([header, Uint8Array.from(values)])
}

/** `count` pictures; the one at `i` is filled with `first + i`. */
export function pictures(count: number, first = 1, side = 28): Buffer {
  const values = Uint8Array.from(
    { length: count * side * side },
    (_, i) => first + Math.floor(i / (side * side)),
  )
  return idx([count, side, side], values)
}

export const labels = (...values: number[]): Buffer => idx([values.length], values)
