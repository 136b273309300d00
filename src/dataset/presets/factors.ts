import type { Random } from '../../core/random/random'
import { coverageOf } from '../raster'
import { placed, shapeNames } from './outlines'
import { pick, yes, type DrawnImage, type DrawnPreset } from './preset'

/** What a picture shows. Every factor is drawn by itself and evenly over its range, so none tells of another. */
interface Factors {
  /** 0 square, 1 ellipse, 2 heart. */
  shape: number
  /** Degrees on the colour circle: 0 red, 120 green, 240 blue. Ends before red comes again. */
  hue: number
  /** The square root of the area, as a share of the picture's side: the same for every shape. */
  size: number
  /** Centre of mass as a share of the picture's side, from the left. */
  x: number
  /** The same from the top. */
  y: number
  /**
   * Degrees, clockwise. A square looks the same every 90 degrees and an ellipse every 180: within this range no two
   * angles of any shape look alike, and even the two ends are a third of a square's period apart.
   */
  rotation: number
}

const ranges: Record<Exclude<keyof Factors, 'shape'>, readonly [number, number]> = {
  hue: [0, 270],
  // Smaller, shapes are blots to a model at 32 pixels (measured: docs/adr/0011).
  size: [0.24, 0.44],
  // With the largest shape in any position a margin remains: nothing is cut off, so place and area stay exact.
  x: [0.36, 0.64],
  y: [0.36, 0.64],
  rotation: [-30, 30],
}

/**
 * Like dSprites (L. Matthey et al., 2017), with colour, an own drawing and even instead of stepped factors. The
 * attributes are the factors of {@link Factors} and one yes or no for each shape; their values are exact.
 */
export const factors: DrawnPreset = {
  kind: 'drawn',
  preset: 'factors',
  name: 'Shapes',
  description: 'Shape, colour, size, place and angle, each by itself: to see what a model takes apart.',
  credits: 'Drawn by Slerp itself; free to use for anything.',
  draw(random, side) {
    const found = drawFactors(random)
    const shapes = Object.fromEntries(shapeNames.map((name, i) => [name, yes(i === found.shape)]))
    return { rgb: paint(found, side), attributes: { ...found, ...shapes } }
  },
}

function drawFactors(random: Random): Factors {
  const within = ([from, to]: readonly [number, number]): number => from + random() * (to - from)
  return {
    shape: pick(random, [0, 1, 2]),
    hue: within(ranges.hue),
    size: within(ranges.size),
    x: within(ranges.x),
    y: within(ranges.y),
    rotation: within(ranges.rotation),
  }
}

/**
 * Middle grey. On black a VAE with a squared error learns to paint black before anything else, its sigmoid no longer
 * passes a gradient, and its codes stay empty (measured: docs/adr/0011).
 */
const ground = 128

function paint({ shape, hue, size, x, y, rotation }: Factors, side: number): DrawnImage['rgb'] {
  const placement = { x: x * side, y: y * side, sizePx: size * side, degrees: rotation }
  const coverage = coverageOf(placed(shapeNames[shape]!, placement), side)
  const colour = [0, 120, 240].map((peak) => channelOf(hue, peak))
  const rgb = new Uint8Array(side * side * 3)
  for (let i = 0; i < rgb.length; i++)
    rgb[i] = Math.round(ground + (255 * colour[i % 3]! - ground) * coverage[Math.floor(i / 3)]!)
  return rgb
}

/** One channel of a pure hue: full within 60 degrees of its peak, none beyond 120. */
function channelOf(hue: number, peak: number): number {
  const away = Math.abs(((hue - peak + 540) % 360) - 180)
  return Math.min(1, Math.max(0, 2 - away / 60))
}
