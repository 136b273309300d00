/** A palette for pictures that belong together, and the way from colours to it. */

/** Of each channel, the five upper bits: 32,768 cells. */
const bits = 5
const cells = 1 << (3 * bits)

const cellOf = (r: number, g: number, b: number): number => ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)

/** Up to 256 colours, [count, 3], and for each cell of colours the nearest of them. */
export interface Palette {
  colours: Uint8Array
  nearest: Uint8Array
}

interface Histogram {
  /** Cells in which something lies. */
  used: Int32Array
  counts: Float64Array
  /** Mean colour of each cell, [cells, 3]. */
  means: Float64Array
}

/**
 * The palette for pictures in RGBA: boxes of colours are cut where they spread most (Heckbert 1982, cut as Wu 1991 does
 * at the mean of the axis with the largest variance), then their means move as in k-means.
 */
export function paletteOf(pictures: Iterable<Uint8Array>, most = 256): Palette {
  const histogram = histogramOf(pictures)
  const groups = cut(histogram, most)
  let colours = groups.map((group) => meanOf(histogram, group))
  for (let round = 0; round < 4; round++) colours = moved(histogram, colours)
  return { colours: Uint8Array.from(colours.flat(), Math.round), nearest: nearestOf(colours) }
}

/** The places in the palette of all pixels of a picture. */
export function indicesOf(rgba: Uint8Array, { nearest }: Palette): Uint8Array {
  const indices = new Uint8Array(rgba.length / 4)
  for (let i = 0; i < indices.length; i++)
    indices[i] = nearest[cellOf(rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!)]!
  return indices
}

function histogramOf(pictures: Iterable<Uint8Array>): Histogram {
  const counts = new Float64Array(cells)
  const means = new Float64Array(cells * 3)
  for (const rgba of pictures)
    for (let i = 0; i < rgba.length; i += 4) {
      const cell = cellOf(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!)
      counts[cell]!++
      for (let c = 0; c < 3; c++) means[3 * cell + c]! += rgba[i + c]!
    }
  const used = Int32Array.from(counts.keys()).filter((cell) => counts[cell]! > 0)
  for (const cell of used) for (let c = 0; c < 3; c++) means[3 * cell + c]! /= counts[cell]!
  return { used, counts, means }
}

function cut(histogram: Histogram, most: number): Int32Array[] {
  const groups = [{ cells: histogram.used, ...spreadOf(histogram, histogram.used) }]
  while (groups.length < most) {
    const widest = groups.reduce((a, b) => (b.spread > a.spread ? b : a))
    if (widest.spread <= 0) break
    const isLow = (cell: number): boolean => histogram.means[3 * cell + widest.axis]! <= widest.mean
    const halves = [widest.cells.filter(isLow), widest.cells.filter((cell) => !isLow(cell))]
    groups.splice(
      groups.indexOf(widest),
      1,
      ...halves.map((half) => ({ cells: half, ...spreadOf(histogram, half) })),
    )
  }
  return groups.map((group) => group.cells)
}

/** The axis along which colours spread most, how much (variance times pixels), and their mean on it. */
function spreadOf(
  { counts, means }: Histogram,
  group: Int32Array,
): { axis: number; spread: number; mean: number } {
  const axes = [0, 1, 2].map((axis) => {
    let [n, sum, squares] = [0, 0, 0]
    for (const cell of group) {
      const [count, x] = [counts[cell]!, means[3 * cell + axis]!]
      n += count
      sum += count * x
      squares += count * x * x
    }
    // A single cell has no spread, whatever rounding says.
    return { axis, spread: group.length < 2 ? 0 : squares - (sum * sum) / n, mean: sum / n }
  })
  const widest = axes.reduce((a, b) => (b.spread > a.spread ? b : a))
  return widest.spread < 1e-6 ? { ...widest, spread: 0 } : widest
}

function meanOf({ counts, means }: Histogram, group: Int32Array): number[] {
  const total = group.reduce((sum, cell) => sum + counts[cell]!, 0)
  return [0, 1, 2].map(
    (c) => group.reduce((sum, cell) => sum + counts[cell]! * means[3 * cell + c]!, 0) / total,
  )
}

/** One step of Lloyd's algorithm; a colour that nothing is nearest to stays. */
function moved({ used, counts, means }: Histogram, colours: number[][]): number[][] {
  const sums = colours.map(() => [0, 0, 0, 0])
  for (const cell of used) {
    const [r, g, b] = [means[3 * cell]!, means[3 * cell + 1]!, means[3 * cell + 2]!]
    const sum = sums[nearestColour(colours, r, g, b)]!
    for (const [c, x] of [r, g, b, 1].entries()) sum[c]! += counts[cell]! * x
  }
  return sums.map(([r, g, b, n], i) => (n ? [r! / n, g! / n, b! / n] : colours[i]!))
}

function nearestOf(colours: readonly number[][]): Uint8Array {
  return Uint8Array.from({ length: cells }, (_, cell) =>
    nearestColour(colours, ((cell >> 10) << 3) + 4, (((cell >> 5) & 31) << 3) + 4, ((cell & 31) << 3) + 4),
  )
}

function nearestColour(colours: readonly number[][], r: number, g: number, b: number): number {
  let [best, least] = [0, Infinity]
  for (let i = 0; i < colours.length; i++) {
    const colour = colours[i]!
    const distance = (colour[0]! - r) ** 2 + (colour[1]! - g) ** 2 + (colour[2]! - b) ** 2
    if (distance < least) [best, least] = [i, distance]
  }
  return best
}
