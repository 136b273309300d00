import { deviationsAt, ellipses } from '../../../core/posterior/ellipse'
import type { Projection } from '../../../core/projection/projection'
import type { Figure } from '../map/map-props'
import type { Codes } from '../state/codes.svelte'
import type { Spread } from '../state/spread.svelte'

type Place = readonly number[]

/**
 * All that is drawn of codes over the map.
 *
 * @param edited where the code in hand lies; undefined while nothing is to be drawn
 */
export function codeFigures(
  { nearest, onMap, posterior }: Pick<Codes, 'nearest' | 'onMap' | 'posterior'>,
  projection: Projection | undefined,
  edited: Place | undefined,
  trail: readonly Place[],
): Figure[] {
  const { spread } = onMap
  const { draw } = posterior
  return [
    ...(edited && nearest.found ? neighbourFigures(edited, nearest.found.indices) : []),
    ...(spread ? spreadFigures(spread) : []),
    ...(spread && projection && draw ? drawFigures(projection, spread.centre, draw.z) : []),
    ...(trail.length > 1 ? [{ role: 'trail', through: trail } as const] : []),
  ]
}

/** A line from the code in hand to each of its neighbours. */
export function neighbourFigures(from: number | Place, indices: ArrayLike<number>): Figure[] {
  return Array.from(indices, (index) => ({ role: 'neighbour', through: [from, index] }))
}

/** Standard deviations at which a line is drawn; beyond the last nothing is drawn from it by a click. */
const drawnDeviations = [1, 2] as const

export function spreadFigures({ centre, covariance }: Spread): Figure[] {
  return drawnDeviations.flatMap((deviations) =>
    ellipses(centre, covariance, deviations).map((through): Figure => ({
      role: 'deviation',
      through,
      isClosed: true,
    })),
  )
}

export function isWithin({ centre, covariance }: Spread, place: Place): boolean {
  return deviationsAt(centre, covariance, place) <= drawnDeviations[1]
}

/** The way from the mean to what was drawn, and a dot there. */
export function drawFigures(projection: Projection, centre: Place, z: Float32Array): Figure[] {
  const place = [...projection.mapFromLatent(z)]
  return [
    { role: 'neighbour', through: [centre, place] },
    { role: 'draw', through: [place, place] },
  ]
}
