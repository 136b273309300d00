/** Where on a map a class is densest and least mixed with others: there its name stands. */

/** Where a class has less of what lies around than this, a name would say what is not so. */
const leastShare = 0.7
/** A class of which fewer lie where it prevails is spread among others: no place of the map is its own. */
const leastGathered = 0.4
/** Cells along each side of the map, for two dimensions and for three. */
const cellsAlong = { 2: 32, 3: 16 } as const

/**
 * An image of each class, where the class has most images and fewest others around it; undefined for a class that
 * prevails nowhere.
 *
 * @param positionsInMap row-major [count, dimensions]
 * @param classes of each image, [count]
 * @param hidden 1 for each image that is not shown, [count]
 */
export function classPeaks(
  positionsInMap: Float32Array,
  dimensions: 2 | 3,
  classes: ArrayLike<number>,
  classCount: number,
  hidden: Uint8Array | undefined,
): (number | undefined)[] {
  const cells = cellsOf(positionsInMap, dimensions, hidden)
  const counted = countsOf(cells, classes, classCount, dimensions)
  const own = counted.map((counts) => blurred(counts, dimensions))
  const all = own.reduce(
    (sum, counts) => sum.map((value, cell) => value + counts[cell]!),
    new Float32Array(cellsAlong[dimensions] ** dimensions),
  )
  const peaks = own.map((counts, place) => peakOf(counted[place]!, counts, all))
  return middlesOf(positionsInMap, dimensions, classCount, (i) => {
    const place = classes[i]!
    return cells[i] === peaks[place] ? place : undefined
  })
}

/** The cell in which a class has its name, by its own images, and by them and all blurred. It stands where images are, never beside them. */
function peakOf(images: Float32Array, counts: Float32Array, all: Float32Array): number | undefined {
  let [gathered, total] = [0, 0]
  const heights = counts.map((count, cell) => {
    const here = images[cell]!
    total += here
    const share = here > 0 ? count / all[cell]! : 0
    if (share < leastShare) return 0
    gathered += here
    return count * share
  })
  return gathered < leastGathered * total ? undefined : indexOfMost(heights)
}

/** The cell of each image, -1 where it is hidden. */
function cellsOf(positions: Float32Array, dimensions: 2 | 3, hidden: Uint8Array | undefined): Int32Array {
  const along = cellsAlong[dimensions]
  const ranges = Array.from({ length: dimensions }, (_, axis) => rangeOf(positions, dimensions, axis, hidden))
  const cells = new Int32Array(positions.length / dimensions)
  for (let i = 0; i < cells.length; i++) {
    let cell = hidden?.[i] ? -1 : 0
    for (let axis = 0; axis < dimensions && cell >= 0; axis++) {
      const { least, reach } = ranges[axis]!
      const share = (positions[i * dimensions + axis]! - least) / reach
      // What is no number lies nowhere.
      cell = share >= 0 ? cell * along + Math.min(along - 1, Math.floor(share * along)) : -1
    }
    cells[i] = cell
  }
  return cells
}

function rangeOf(positions: Float32Array, dimensions: number, axis: number, hidden: Uint8Array | undefined) {
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0, at = axis; at < positions.length; i++, at += dimensions) {
    if (hidden?.[i]) continue
    const value = positions[at]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, reach: most - least || 1 }
}

/** How many images of each class lie in each cell. */
function countsOf(cells: Int32Array, classes: ArrayLike<number>, classCount: number, dimensions: 2 | 3) {
  const size = cellsAlong[dimensions] ** dimensions
  const counts = Array.from({ length: classCount }, () => new Float32Array(size))
  for (let i = 0; i < cells.length; i++) {
    const own = counts[classes[i]!]
    if (own && cells[i]! >= 0) own[cells[i]!]!++
  }
  return counts
}

/** Each cell with a share of its neighbours, so that one crowded cell alone is no peak. */
function blurred(density: Float32Array, dimensions: 2 | 3): Float32Array {
  const along = cellsAlong[dimensions]
  let from = density
  for (let axis = 0; axis < dimensions; axis++) {
    const stride = along ** axis
    const before = from
    from = before.map((value, cell) => {
      const place = Math.floor(cell / stride) % along
      const back = place > 0 ? before[cell - stride]! : 0
      const ahead = place < along - 1 ? before[cell + stride]! : 0
      return (back + 2 * value + ahead) / 4
    })
  }
  return from
}

function indexOfMost(values: Float32Array): number | undefined {
  let found: number | undefined
  let most = 0
  values.forEach((value, i) => {
    if (value > most) [found, most] = [i, value]
  })
  return found
}

/** Of those of each class that are among some, the image nearest to their mean. */
function middlesOf(
  positions: Float32Array,
  dimensions: 2 | 3,
  classCount: number,
  classAmong: (i: number) => number | undefined,
): (number | undefined)[] {
  const among: number[][] = Array.from({ length: classCount }, () => [])
  for (let i = 0; i < positions.length / dimensions; i++) {
    const own = classAmong(i)
    if (own !== undefined) among[own]?.push(i)
  }
  return among.map((images) => middleOf(images, positions, dimensions))
}

function middleOf(images: readonly number[], positions: Float32Array, dimensions: 2 | 3): number | undefined {
  const mean = Array.from({ length: dimensions }, (_, axis) =>
    images.reduce((sum, i) => sum + positions[i * dimensions + axis]! / images.length, 0),
  )
  const away = (i: number): number =>
    mean.reduce((sum, value, axis) => sum + (positions[i * dimensions + axis]! - value) ** 2, 0)
  return images.reduce<number | undefined>(
    (found, i) => (found === undefined || away(i) < away(found) ? i : found),
    undefined,
  )
}
