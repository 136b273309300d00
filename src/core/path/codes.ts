import type { TrainingConfig } from '../records/training'
import type { PathRecord } from '../records/path'
import { slerp } from '../space/slerp'
import { placesAlong } from './line'

/**
 * The codes along a path, row-major [count, latentSize].
 *
 * @param codeAt the code at a place of the map, [latentSize]
 */
export function codesAlong(
  { line, count, way }: Pick<PathRecord, 'line' | 'count' | 'way'>,
  codeAt: (pointInMap: readonly number[]) => Float32Array,
): Float32Array {
  const codes = way === 'map' ? placesAlong(line, count).map(codeAt) : codesBetween(line, count, way, codeAt)
  const all = new Float32Array(count * (codes[0]?.length ?? 0))
  codes.forEach((code, i) => all.set(code, i * code.length))
  return all
}

function codesBetween(
  line: PathRecord['line'],
  count: number,
  way: 'linear' | 'slerp',
  codeAt: (pointInMap: readonly number[]) => Float32Array,
): Float32Array[] {
  const [from, to] = [codeAt(line[0]!), codeAt(line.at(-1)!)]
  return Array.from({ length: count }, (_, i) => {
    const t = i / (count - 1)
    if (i === 0 || i === count - 1) return i === 0 ? from : to
    return way === 'slerp' ? slerp(from, to, t) : from.map((x, j) => x + (to[j]! - x) * t)
  })
}

/** How to go between two codes of such a model, and why (White 2016, arXiv 1609.04468). */
export function wayBetween({ kind }: TrainingConfig): { way: 'linear' | 'slerp'; because: string } {
  if (kind === 'ae')
    return { way: 'linear', because: 'An autoencoder has no prior: a straight line is as good as any other.' }
  if (kind === 'stylegan')
    return { way: 'linear', because: 'Styles were made so that straight lines between them look even.' }
  return {
    way: 'slerp',
    because:
      'Codes of a normal prior lie on a shell; the arc stays on it, a straight line cuts through the middle.',
  }
}
