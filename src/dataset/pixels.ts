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

/** The alpha channel laid over white, and left out. */
export function rgbOverWhite(rgba: Uint8ClampedArray | Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3)
  for (let i = 0; i < pixels; i++) {
    const alpha = rgba[4 * i + 3]! / 255
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(rgba[4 * i + c]! * alpha + 255 * (1 - alpha))
  }
  return rgb
}

/**
 * A square RGBA picture of `side` made to `target` by averaging the area under each new pixel: no aliasing, however
 * much smaller it becomes.
 */
export function resizeByArea(rgba: Uint8ClampedArray, side: number, target: number): Uint8Array {
  const out = new Uint8Array(target * target * 4)
  const spans = Array.from({ length: target }, (_, i) =>
    coverage((i * side) / target, ((i + 1) * side) / target),
  )
  for (let y = 0; y < target; y++)
    for (let x = 0; x < target; x++) averageArea(rgba, side, spans[x]!, spans[y]!, out, (y * target + x) * 4)
  return out
}

interface Span {
  start: number
  weights: number[]
}

/** Which source pixels the interval [from, to) covers, and how much of each; the weights sum to 1. */
function coverage(from: number, to: number): Span {
  const start = Math.floor(from)
  const end = Math.max(start + 1, Math.ceil(to - 1e-9))
  const weights = Array.from(
    { length: end - start },
    (_, i) => (Math.min(to, start + i + 1) - Math.max(from, start + i)) / (to - from),
  )
  return { start, weights }
}

function averageArea(
  rgba: Uint8ClampedArray,
  side: number,
  across: Span,
  down: Span,
  out: Uint8Array,
  to: number,
): void {
  const sums = [0, 0, 0, 0]
  for (const [j, weightDown] of down.weights.entries())
    for (const [i, weightAcross] of across.weights.entries()) {
      const from = ((down.start + j) * side + across.start + i) * 4
      for (let c = 0; c < 4; c++) sums[c]! += weightDown * weightAcross * rgba[from + c]!
    }
  for (let c = 0; c < 4; c++) out[to + c] = Math.round(sums[c]!)
}
