/** How far a code lies from the data, in words. */
export const distanceWords = [
  'on the data',
  'near the data',
  'far from the data',
  'nowhere near the data',
] as const

export type DistanceLevel = 0 | 1 | 2 | 3
