import { gaussians, mulberry32 } from '../random/random'

/** Codes as tests and benches need them: `groups` clusters, each spread along six directions of its own. */
export function clusteredCodes(
  count: number,
  size: number,
  seed: number,
  groups = 12,
): { codes: Float32Array; labels: Uint8Array } {
  const random = mulberry32(seed)
  const centres = gaussians(groups * size, random)
  const spreads = gaussians(groups * 6 * size, random)
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * groups))
  const codes = gaussians(count * size, random).map((x) => 0.15 * x)
  labels.forEach((group, i) => {
    const along = gaussians(6, random)
    for (let j = 0; j < size; j++) {
      codes[i * size + j]! += 0.8 * centres[group * size + j]!
      along.forEach((t, m) => (codes[i * size + j]! += 0.35 * t * spreads[(group * 6 + m) * size + j]!))
    }
  })
  return { codes, labels }
}
