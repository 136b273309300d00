/** Fills outlines with exact anti-aliasing. Knows polygons and pixels, not what they mean. */

/** Corners x0, y0, x1, y1 and so on, in pixels from the top left; the last is joined to the first. */
export type Outline = Float64Array

/**
 * The share of every pixel that lies inside an outline, float32 [side, side], 0 to 1. Exact up to rounding: area and
 * centre of what is painted are those of the outline. Signed areas are summed along each row, as in font-rs (R. Levien, 2016).
 *
 * @param outline that does not cross itself, goes clockwise on the screen and lies within the picture
 */
export function coverageOf(outline: Outline, side: number): Float32Array {
  // One column more: an edge in the last column also speaks for the next one.
  const row = side + 1
  const deltas = new Float64Array(row * side)
  for (let i = 0; i < outline.length; i += 2) {
    const j = (i + 2) % outline.length
    addEdge(deltas, row, [outline[i]!, outline[i + 1]!, outline[j]!, outline[j + 1]!])
  }
  return Float32Array.from({ length: side * side }, (_, i) => {
    const at = Math.floor(i / side) * row + (i % side)
    if (i % side > 0) deltas[at]! += deltas[at - 1]!
    return Math.min(1, Math.max(0, deltas[at]!))
  })
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number]

/** Cuts an edge at the boundaries of the rows. An edge that goes down closes what one that goes up has opened. */
function addEdge(deltas: Float64Array, row: number, [x0, y0, x1, y1]: Edge): void {
  if (y0 === y1) return
  const slope = (x1 - x0) / (y1 - y0)
  const xAt = (y: number): number => x0 + (y - y0) * slope
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)]
  for (let y = Math.floor(top); y < bottom; y++) {
    const [from, to] = [Math.max(y, top), Math.min(y + 1, bottom)]
    const height = y1 > y0 ? from - to : to - from
    addPiece(deltas, y * row, xAt(from), xAt(to), height)
  }
}

/** Cuts a piece within one row at the boundaries of the columns; each part covers what lies right of it. */
function addPiece(deltas: Float64Array, start: number, xFrom: number, xTo: number, height: number): void {
  const [left, right] = [Math.min(xFrom, xTo), Math.max(xFrom, xTo)]
  for (let x = Math.floor(left); x === Math.floor(left) || x < right; x++) {
    const [from, to] = [Math.max(x, left), Math.min(x + 1, right)]
    const part = right > left ? (height * (to - from)) / (right - left) : height
    const covered = part * (x + 1 - (from + to) / 2)
    deltas[start + x]! += covered
    deltas[start + x + 1]! += part - covered
  }
}
