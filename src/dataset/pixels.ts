/** Plain pixel arithmetic. Pictures are row-major, uint8, RGB [height, width, 3] or RGBA [height, width, 4]. */

/** RGB images of `side` x `side` halved by averaging 2 x 2 pixels, as RGBA: thumbnails for the map. */
export function thumbnailsOf(rgb: Uint8Array, count: number, side: number): Uint8Array {
  const half = side / 2
  const rgba = new Uint8Array(count * half * half * 4)
  for (let image = 0, to = 0; image < count; image++)
    for (let y = 0; y < half; y++)
      for (let x = 0; x < half; x++, to += 4) {
        const from = ((image * side + 2 * y) * side + 2 * x) * 3
        for (let c = 0; c < 3; c++) rgba[to + c] = (squareSum(rgb, from + c, side) + 2) >> 2
        rgba[to + 3] = 255
      }
  return rgba
}

function squareSum(rgb: Uint8Array, from: number, side: number): number {
  return rgb[from]! + rgb[from + 3]! + rgb[from + 3 * side]! + rgb[from + 3 * side + 3]!
}

/** Each pixel repeated `scale` times across and down: enlarged pictures stay exact. */
export function enlarge(rgba: Uint8Array, width: number, height: number, scale: number): Uint8Array {
  const out = new Uint8Array(width * height * scale * scale * 4)
  const row = width * scale * 4
  for (let y = 0; y < height; y++) {
    const start = y * scale * row
    for (let x = 0; x < width; x++) {
      const pixel = rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)
      for (let i = 0; i < scale; i++) out.set(pixel, start + (x * scale + i) * 4)
    }
    for (let i = 1; i < scale; i++) out.copyWithin(start + i * row, start, start + row)
  }
  return out
}

/**
 * A square opaque RGBA picture of `side` made to `target` x `target` RGB by averaging the area under each new pixel:
 * no aliasing, however much smaller it becomes.
 */
export function resizeByArea(rgba: Uint8ClampedArray, side: number, target: number): Uint8Array {
  const spans = Array.from({ length: target }, (_, i) =>
    coverage((i * side) / target, ((i + 1) * side) / target),
  )
  const narrow = averageAcross(rgba, side, spans)
  return averageDown(narrow, 3 * target, spans)
}

/** Which source pixels the interval [from, to) covers, and how much of each; the weights sum to 1. */
interface Span {
  start: number
  weights: number[]
}

function coverage(from: number, to: number): Span {
  const start = Math.floor(from)
  const end = Math.max(start + 1, Math.ceil(to - 1e-9))
  const weights = Array.from(
    { length: end - start },
    (_, i) => (Math.min(to, start + i + 1) - Math.max(from, start + i)) / (to - from),
  )
  return { start, weights }
}

/** RGBA [side, side, 4] to RGB [side, spans, 3]. */
function averageAcross(rgba: Uint8ClampedArray, side: number, spans: readonly Span[]): Float32Array {
  const out = new Float32Array(side * spans.length * 3)
  for (let y = 0, to = 0; y < side; y++)
    for (const { start, weights } of spans)
      for (let c = 0; c < 3; c++, to++)
        for (let i = 0; i < weights.length; i++)
          out[to]! += weights[i]! * rgba[(y * side + start + i) * 4 + c]!
  return out
}

/** Rows of `width` numbers to one row per span, rounded. */
function averageDown(rows: Float32Array, width: number, spans: readonly Span[]): Uint8Array {
  const out = new Uint8Array(spans.length * width)
  for (const [y, { start, weights }] of spans.entries())
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * rows[(start + i) * width + x]!
      out[y * width + x] = Math.round(sum)
    }
  return out
}
