import type { Place } from './bilinear'
import { mostHandles, type Handle } from './handles'

/** @throws RangeError when that cannot be done in a picture of this side @param mask [side * side] */
export function requireHandles(handles: readonly Handle[], mask: Uint8Array | undefined, side: number): void {
  if (handles.length < 1 || handles.length > mostHandles)
    throw new RangeError(`a drag has 1 to ${mostHandles} points, not ${handles.length}`)
  const isInside = (place: Place): boolean => place.every((at) => at >= -0.5 && at <= side - 0.5)
  if (!handles.every(({ from, to }) => isInside(from) && isInside(to)))
    throw new RangeError('points and targets of a drag must lie in the picture')
  if (mask && mask.length !== side * side)
    throw new RangeError(`a mask of this picture has ${side * side} numbers, not ${mask.length}`)
}
