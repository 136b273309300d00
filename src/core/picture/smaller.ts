import type { RgbPicture } from './crop'

/**
 * A picture made smaller by a whole factor, so that its longer side is near `side`: each pixel is the mean of a square of
 * `factor` pixels. What is left over at the right and below is left out.
 */
export function smaller(
  { width, height, rgb }: RgbPicture,
  side: number,
): { picture: RgbPicture; factor: number } {
  const shorter = Math.min(width, height)
  const factor = Math.min(shorter, Math.max(1, Math.round(Math.max(width, height) / side)))
  const [across, down] = [Math.floor(width / factor), Math.floor(height / factor)]
  const out = new Uint8Array(across * down * 3)
  for (let y = 0, to = 0; y < down; y++)
    for (let x = 0; x < across; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let j = y * factor; j < (y + 1) * factor; j++)
          for (let i = x * factor; i < (x + 1) * factor; i++) sum += rgb[3 * (j * width + i) + c]!
        out[to++] = Math.round(sum / factor ** 2)
      }
  return { picture: { width: across, height: down, rgb: out }, factor }
}
