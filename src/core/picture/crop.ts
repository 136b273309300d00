import type { Crop } from '../records/guest'

/** A picture, three bytes a pixel (RGB), row-major. */
export interface RgbPicture {
  width: number
  height: number
  rgb: Uint8Array
}

/** Samples a side of an output pixel at most: beyond that the picture is much larger than anything that is shown. */
const mostSamples = 64

/**
 * A crop at `side` x `side` pixels, RGB: a similarity transform of the picture. Each output pixel is the mean of samples
 * on an even grid over it, at least one a pixel of the picture, each interpolated bilinearly; beyond the edges the
 * picture goes on as its edge is.
 */
export function cropped(picture: RgbPicture, crop: Crop, side: number): Uint8Array {
  const samples = Math.min(mostSamples, Math.max(1, Math.ceil(crop.size / side)))
  const step = crop.size / side / samples
  const [cos, sin] = [Math.cos(crop.angle) * step, Math.sin(crop.angle) * step]
  const out = new Uint8Array(side * side * 3)
  const sum = new Float64Array(3)
  const middle = (side * samples - 1) / 2
  for (let v = 0, at = 0; v < side; v++)
    for (let u = 0; u < side; u++, at += 3) {
      sum.fill(0)
      for (let j = v * samples; j < (v + 1) * samples; j++)
        for (let i = u * samples; i < (u + 1) * samples; i++) {
          const [right, down] = [i - middle, j - middle]
          addSample(picture, crop.x + cos * right - sin * down, crop.y + sin * right + cos * down, sum)
        }
      for (let k = 0; k < 3; k++) out[at + k] = Math.round(sum[k]! / samples ** 2)
    }
  return out
}

/** Bilinear; pixel (i, j) has its middle at (i + 0.5, j + 0.5). */
function addSample({ width, height, rgb }: RgbPicture, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
  const [right, down] = [x - 0.5 - left, y - 0.5 - top]
  const x0 = within(left, width)
  const x1 = within(left + 1, width)
  const y0 = within(top, height) * width
  const y1 = within(top + 1, height) * width
  for (let k = 0; k < 3; k++) {
    const above = rgb[3 * (y0 + x0) + k]! * (1 - right) + rgb[3 * (y0 + x1) + k]! * right
    const below = rgb[3 * (y1 + x0) + k]! * (1 - right) + rgb[3 * (y1 + x1) + k]! * right
    sum[k]! += above * (1 - down) + below * down
  }
}

const within = (i: number, size: number): number => Math.min(Math.max(i, 0), size - 1)

/** The middle square of a picture. */
export const middleCrop = ({ width, height }: Pick<RgbPicture, 'width' | 'height'>): Crop => ({
  x: width / 2,
  y: height / 2,
  size: Math.min(width, height),
  angle: 0,
})
