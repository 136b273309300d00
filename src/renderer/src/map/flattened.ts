import type { Projection } from './projection'

/**
 * Where points lie as they are seen, in map units at the depth of the middle, row-major [count, 3], and how many times
 * larger each is drawn than there, [count]. What lies behind the eye lies nowhere.
 */
export function flattened(
  places: Float32Array,
  projection: Projection,
): { places: Float32Array; scales: Float32Array } {
  const flat = new Float32Array(places.length)
  const scales = new Float32Array(places.length / 3)
  const { viewport, pose } = projection
  const unitsPerPixel = pose.heightInMap / viewport.height
  for (let i = 0; i < scales.length; i++) {
    const place = { x: places[3 * i]!, y: places[3 * i + 1]!, z: places[3 * i + 2]! }
    const { x, y, depth } = projection.screenFromMap(place)
    const isSeen = depth > 0
    flat[3 * i] = isSeen ? x * unitsPerPixel : NaN
    flat[3 * i + 1] = isSeen ? -y * unitsPerPixel : NaN
    scales[i] = isSeen ? projection.nearness(depth) : 1
  }
  return { places: flat, scales }
}
