const mostCodes = 4096
/** Prime, and well above the codes there may be. */
const slots = 9973

/**
 * Indices as GIF compresses them (Welch 1984, with codes that grow from `depth + 1` to 12 bits), in blocks of 255 bytes.
 *
 * @param depth bits of an index, 2 to 8
 */
export function lzw(indices: Uint8Array, depth: number): Uint8Array {
  const out = new Blocks(depth, indices.length)
  const [clear, end] = [1 << depth, (1 << depth) + 1]
  const keys = new Int32Array(slots).fill(-1)
  const codes = new Int16Array(slots)
  let [next, size] = [end + 1, depth + 1]
  out.write(clear, size)
  let prefix = indices[0]!
  for (let i = 1; i < indices.length; i++) {
    const index = indices[i]!
    const key = (prefix << 8) | index
    let slot = key % slots
    while (keys[slot] !== -1 && keys[slot] !== key) slot = slot === 0 ? slots - 1 : slot - 1
    if (keys[slot] === key) {
      prefix = codes[slot]!
      continue
    }
    out.write(prefix, size)
    prefix = index
    if (next < mostCodes) {
      if (next === 1 << size) size++
      keys[slot] = key
      codes[slot] = next++
    } else {
      out.write(clear, size)
      keys.fill(-1)
      ;[next, size] = [end + 1, depth + 1]
    }
  }
  out.write(prefix, size)
  // The reader has made an entry of what was just written, and may have grown by it.
  if (next === 1 << size && size < 12) size++
  out.write(end, size)
  return out.finish()
}

/** Bits, lowest first, in blocks that begin with their length. */
class Blocks {
  #bytes: Uint8Array
  #length = 1
  #block = 1
  #bits = 0
  #held = 0

  constructor(depth: number, expected: number) {
    this.#bytes = new Uint8Array(1024 + expected)
    this.#bytes[0] = depth
    this.#length = 2
  }

  write(code: number, size: number): void {
    this.#bits |= code << this.#held
    this.#held += size
    while (this.#held >= 8) {
      this.#push(this.#bits & 255)
      this.#bits >>>= 8
      this.#held -= 8
    }
  }

  #push(byte: number): void {
    if (this.#length + 2 > this.#bytes.length) this.#grow()
    this.#bytes[this.#length++] = byte
    if (this.#length - this.#block === 256) this.#open()
  }

  #open(): void {
    this.#bytes[this.#block] = this.#length - this.#block - 1
    this.#block = this.#length++
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length)
    larger.set(this.#bytes)
    this.#bytes = larger
  }

  finish(): Uint8Array {
    if (this.#held > 0) this.#push(this.#bits & 255)
    this.#bytes[this.#block] = this.#length - this.#block - 1
    if (this.#length - this.#block > 1) this.#bytes[this.#length++] = 0
    return this.#bytes.slice(0, this.#length)
  }
}
