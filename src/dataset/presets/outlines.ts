import type { Outline } from '../raster'

/** The shapes in the order of the attribute `shape`: 0, 1, 2. */
export const shapeNames = ['square', 'ellipse', 'heart'] as const
type ShapeName = (typeof shapeNames)[number]

const corners = 96

/** Of area 1 and with its centre of mass at 0, 0: size and place then mean the same for every shape. */
const unitOutlines: Record<ShapeName, Outline> = {
  square: normalised([-1, -1, 1, -1, 1, 1, -1, 1]),
  ellipse: normalised(along((angle) => [1.7 * Math.cos(angle), Math.sin(angle)])),
  // The heart curve of E. W. Weisstein, MathWorld; y goes down here.
  heart: normalised(
    along((angle) => [
      16 * Math.sin(angle) ** 3,
      5 * Math.cos(2 * angle) + 2 * Math.cos(3 * angle) + Math.cos(4 * angle) - 13 * Math.cos(angle),
    ]),
  ),
}

function along(point: (angle: number) => [number, number]): number[] {
  return Array.from({ length: corners }, (_, i) => point((2 * Math.PI * i) / corners)).flat()
}

function normalised(points: readonly number[]): Outline {
  const { area, centreX, centreY } = momentsOf(points)
  const scale = 1 / Math.sqrt(area)
  return Float64Array.from(points, (value, i) => (value - (i % 2 === 0 ? centreX : centreY)) * scale)
}

/** Area and centre of mass of a polygon by the shoelace formula. */
function momentsOf(points: readonly number[]): { area: number; centreX: number; centreY: number } {
  let [twice, x, y] = [0, 0, 0]
  for (let i = 0; i < points.length; i += 2) {
    const [x0, y0] = [points[i]!, points[i + 1]!]
    const [x1, y1] = [points[(i + 2) % points.length]!, points[(i + 3) % points.length]!]
    const cross = x0 * y1 - x1 * y0
    twice += cross
    x += (x0 + x1) * cross
    y += (y0 + y1) * cross
  }
  return { area: twice / 2, centreX: x / (3 * twice), centreY: y / (3 * twice) }
}

export interface Placement {
  /** Centre of mass, in pixels from the top left. */
  x: number
  y: number
  /** Side of the square of the same area, in pixels. */
  sizePx: number
  /** Clockwise on the screen. */
  degrees: number
}

export function placed(shape: ShapeName, { x, y, sizePx, degrees }: Placement): Outline {
  const unit = unitOutlines[shape]
  const cos = sizePx * Math.cos((degrees * Math.PI) / 180)
  const sin = sizePx * Math.sin((degrees * Math.PI) / 180)
  const out = new Float64Array(unit.length)
  for (let i = 0; i < unit.length; i += 2) {
    out[i] = x + cos * unit[i]! - sin * unit[i + 1]!
    out[i + 1] = y + sin * unit[i]! + cos * unit[i + 1]!
  }
  return out
}
