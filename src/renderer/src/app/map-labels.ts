import type { LatentView } from '../../../protocol/api'
import type { MapLabel } from '../map/map-props'
import { classPeaks } from './class-peaks'
import type { MapColours } from './map-colours.svelte'

/** More numbers than these would be in the way. */
const mostNumbers = 40
/** Numbers come where one has come near. */
const numbersFromZoom = 2

/** The numbers of the marked images, while they are few. */
export function numberLabels(indices: ReadonlySet<number>): MapLabel[] {
  const numbered = indices.size <= mostNumbers ? [...indices] : []
  return numbered.map((index) => ({
    key: `image ${index}`,
    text: `${index}`,
    index,
    isBelow: true,
    fromZoom: numbersFromZoom,
  }))
}

/** The names of the classes that colour the map. */
export function classLabels(
  { map }: LatentView,
  { colouring, classNames }: MapColours,
  hidden: Uint8Array | undefined,
): MapLabel[] {
  const { dimensions } = map.record
  if (colouring?.legend.kind !== 'classes') return []
  const { entries } = colouring.legend
  const peaks = classPeaks(map.positionsInMap, dimensions, colouring.values, entries.length, hidden)
  return peaks.flatMap((index, place) => {
    const [text, entry] = [classNames[place], entries[place]]
    return index === undefined || !text || !entry
      ? []
      : [{ key: `class ${place}`, text, index, colour: entry.colour }]
  })
}
