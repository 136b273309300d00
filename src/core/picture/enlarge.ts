/** Pictures of any size made of smaller ones. RGBA, uint8 [height, width, 4]. */

/** How the values between pixels are found. */
export const enlargements = ['nearest', 'bicubic', 'lanczos'] as const
export type Enlargement = (typeof enlargements)[number]

/** A network invents what lies between (`service/super-resolution.ts`). */
export const waysToEnlarge = [...enlargements, 'super-resolution'] as const
export type WayToEnlarge = (typeof waysToEnlarge)[number]

interface Kernel {
  /** Pixels on either side that a value is taken from. */
  reach: number
  weight: (distance: number) => number
}

/** Keys 1981, "Cubic convolution interpolation for digital image processing", with a = -1/2. */
const bicubic: Kernel = {
  reach: 2,
  weight: (distance) => {
    const x = Math.abs(distance)
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
  },
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
/** Lanczos' window of three lobes (Duchon 1979). */
const lanczos: Kernel = { reach: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) }

/** The pixels that one line of the result is taken from, [size, taps] each. */
interface Taps {
  count: number
  places: Int32Array
  weights: Float32Array
}

/** Makes pictures of one size from those of another; what can be known before is computed once. */
export function openEnlarger(
  from: { width: number; height: number },
  to: { width: number; height: number },
  how: Enlargement,
): (rgba: Uint8Array) => Uint8Array {
  if (from.width === to.width && from.height === to.height) return (rgba) => rgba
  if (how === 'nearest') return (rgba) => nearest(rgba, from, to)
  const kernel = how === 'bicubic' ? bicubic : lanczos
  const across = tapsOf(from.width, to.width, kernel)
  const down = tapsOf(from.height, to.height, kernel)
  const narrow = new Float32Array(from.height * to.width * 3)
  return (rgba) => {
    sampleAcross(rgba, from.height, from.width, across, narrow)
    return sampleDown(narrow, to.width, down)
  }
}

/** At the middle of each new pixel; beyond the edge lies nothing, and the weights there are made to sum to 1. */
function tapsOf(from: number, to: number, { reach, weight }: Kernel): Taps {
  const count = 2 * reach
  const places = new Int32Array(to * count)
  const weights = new Float32Array(to * count)
  for (let i = 0; i < to; i++) {
    const middle = ((i + 0.5) * from) / to - 0.5
    const first = Math.floor(middle) - reach + 1
    const raw = Array.from({ length: count }, (_, k) =>
      first + k >= 0 && first + k < from ? weight(middle - first - k) : 0,
    )
    const sum = raw.reduce((a, b) => a + b, 0)
    raw.forEach((w, k) => {
      places[i * count + k] = Math.min(Math.max(first + k, 0), from - 1)
      weights[i * count + k] = w / sum
    })
  }
  return { count, places, weights }
}

function sampleAcross(rgba: Uint8Array, height: number, width: number, taps: Taps, out: Float32Array): void {
  const { count, places, weights } = taps
  const size = places.length / count
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < size; x++, to += 3) {
      let [r, g, b] = [0, 0, 0]
      for (let k = x * count; k < (x + 1) * count; k++) {
        const [at, w] = [(y * width + places[k]!) * 4, weights[k]!]
        r += w * rgba[at]!
        g += w * rgba[at + 1]!
        b += w * rgba[at + 2]!
      }
      out[to] = r
      out[to + 1] = g
      out[to + 2] = b
    }
}

function sampleDown(narrow: Float32Array, width: number, { count, places, weights }: Taps): Uint8Array {
  const height = places.length / count
  const out = new Uint8ClampedArray(width * height * 4)
  const row = new Float32Array(width * 3)
  for (let y = 0; y < height; y++) {
    row.fill(0)
    for (let k = y * count; k < (y + 1) * count; k++) addRow(row, narrow, places[k]! * width * 3, weights[k]!)
    const start = y * width * 4
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 4; c++) out[start + 4 * x + c] = c === 3 ? 255 : row[3 * x + c]!
  }
  return new Uint8Array(out.buffer)
}

function addRow(row: Float32Array, narrow: Float32Array, start: number, weight: number): void {
  for (let i = 0; i < row.length; i++) row[i] = row[i]! + weight * narrow[start + i]!
}

function nearest(
  rgba: Uint8Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Uint8Array {
  const [pixels, out] = [wordsOf(rgba), new Uint32Array(to.width * to.height)]
  const columns = Int32Array.from({ length: to.width }, (_, x) =>
    Math.floor(((x + 0.5) * from.width) / to.width),
  )
  for (let y = 0; y < to.height; y++) {
    const start = Math.floor(((y + 0.5) * from.height) / to.height) * from.width
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = pixels[start + columns[x]!]!
  }
  return new Uint8Array(out.buffer)
}

/** Four bytes as one number; copied where they do not lie at a multiple of four. */
function wordsOf(rgba: Uint8Array): Uint32Array {
  const bytes = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice()
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}
