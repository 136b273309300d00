/**
 * Reading a picture of features between its pixels, in the pixels of the larger picture that it belongs to.
 *
 * As Pan et al. 2023 (section 3.2) have it, features are first enlarged bilinearly to the picture's side, and what lies
 * between two pixels of that is bilinear again. Both are sums over a few features with weights that depend on the place
 * alone: a place is a row of a matrix, and reading many places is one product, whose gradient every rung has right.
 */

/** Column and row; whole numbers are the middles of pixels. */
export type Place = readonly [x: number, y: number]

/** How large the picture is, and how large its features are, in pixels. */
export interface Sides {
  picture: number
  features: number
}

/** Row-major [side, side, channels]. */
export interface Features {
  values: Float32Array
  side: number
  channels: number
}

type Tap = readonly [index: number, weight: number]

/** The two neighbours of a place on an axis of so many pixels; what lies outside is moved to the edge. */
function neighbours(at: number, size: number): Tap[] {
  const held = Math.min(Math.max(at, 0), size - 1)
  const below = Math.min(Math.floor(held), Math.max(0, size - 2))
  const share = held - below
  return share === 0 ? [[below, 1]] : share === 1 ? [[below + 1, 1]] : [[below, 1 - share], [below + 1, share]] // prettier-ignore
}

/** Which features make up a place along one axis, and how much each. */
function tapsAlong(at: number, { picture, features }: Sides): Tap[] {
  return neighbours(at, picture).flatMap(([pixel, share]) =>
    neighbours(((pixel + 0.5) * features) / picture - 0.5, features).map(([index, weight]): Tap => [
      index,
      share * weight,
    ]),
  )
}

/** Calls `visit` with the index of each feature that makes up a place, among side * side, and its weight. */
function eachTap(place: Place, sides: Sides, visit: (index: number, weight: number) => void): void {
  const [columns, rows] = place.map((at) => tapsAlong(at, sides)) as [Tap[], Tap[]]
  for (const [row, above] of rows)
    for (const [column, beside] of columns) visit(row * sides.features + column, above * beside)
}

/** Weights of every feature for each place, row-major [places, features * features]. */
export function samplingMatrix(places: readonly Place[], sides: Sides): Float32Array {
  const columns = sides.features ** 2
  const matrix = new Float32Array(places.length * columns)
  places.forEach((place, row) =>
    eachTap(place, sides, (index, weight) => (matrix[row * columns + index]! += weight)),
  )
  return matrix
}

/** The features at a place, [channels]. @param picture its side in pixels */
export function sampled({ values, side, channels }: Features, place: Place, picture: number): Float32Array {
  const sum = new Float32Array(channels)
  eachTap(place, { picture, features: side }, (index, weight) => {
    const start = index * channels
    for (let channel = 0; channel < channels; channel++) sum[channel]! += weight * values[start + channel]!
  })
  return sum
}
