import type { Draw, Posterior } from '../../../../core/posterior/cloud'

/** The dimension with the most spread. */
export function widest(sigma: Float32Array): number {
  return sigma.indexOf(sigma.reduce((most, one) => Math.max(most, one), 0))
}

/** How far from zero the picture of all dimensions reaches: room for two standard deviations and for what was drawn. */
export function extentOf({ mu, sigma }: Posterior, draw: Draw | undefined): number {
  const reaches = Array.from(mu, (mean, i) =>
    Math.max(Math.abs(mean) + 2 * sigma[i]!, Math.abs(draw?.z[i] ?? 0)),
  )
  return Math.max(...reaches, Number.MIN_VALUE)
}
