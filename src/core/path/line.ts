/** Places along a line. */

type Place = readonly number[]

/**
 * `count` places at equal steps of arc length along a line, its ends included; row by row [count][dimensions].
 *
 * @throws RangeError when the line has fewer than two corners or fewer than two places are wanted
 */
export function placesAlong(line: readonly Place[], count: number): number[][] {
  if (line.length < 2 || count < 2) throw new RangeError('a path needs two corners and two pictures at least')
  const reached = lengthsAt(line)
  const whole = reached.at(-1)!
  let corner = 1
  return Array.from({ length: count }, (_, i) => {
    const length = (i / (count - 1)) * whole
    while (corner < line.length - 1 && reached[corner]! < length) corner++
    const [before, after] = [reached[corner - 1]!, reached[corner]!]
    const share = after > before ? Math.min(1, (length - before) / (after - before)) : 0
    return between(line[corner - 1]!, line[corner]!, share)
  })
}

/** Length of the line from its beginning to each corner. */
function lengthsAt(line: readonly Place[]): number[] {
  let length = 0
  return line.map((place, i) => (length += i === 0 ? 0 : distance(line[i - 1]!, place)))
}

const between = (a: Place, b: Place, share: number): number[] =>
  a.map((x, axis) => (share === 1 ? b[axis]! : x + (b[axis]! - x) * share))

const distance = (a: Place, b: Place): number => Math.hypot(...a.map((x, axis) => b[axis]! - x))
