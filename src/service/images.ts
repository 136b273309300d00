import type { Images } from '../protocol/api'

/** RGB [count, height, width, 3] as the wire's RGBA. */
export function imagesFromRgb(rgb: Uint8Array, count: number, width: number, height: number): Images {
  const pixels = count * width * height
  const rgba = new Uint8Array(pixels * 4)
  for (let i = 0, from = 0, to = 0; i < pixels; i++) {
    rgba[to++] = rgb[from++]!
    rgba[to++] = rgb[from++]!
    rgba[to++] = rgb[from++]!
    rgba[to++] = 255
  }
  return { width, height, count, rgba }
}

/** The wire's RGBA as RGB [count, height, width, 3]; alpha is left out. */
export function rgbFromImages({ count, width, height, rgba }: Images): Uint8Array {
  const pixels = count * width * height
  if (rgba.length !== pixels * 4) throw new RangeError('the picture has another size than it says')
  const rgb = new Uint8Array(pixels * 3)
  for (let i = 0; i < pixels; i++) rgb.set(rgba.subarray(i * 4, i * 4 + 3), i * 3)
  return rgb
}

/** Picks images out of RGB [count, height, width, 3]. @throws RangeError for an index that is not there */
export function selectRgb(rgb: Uint8Array, indices: ArrayLike<number>, bytesPerImage: number): Uint8Array {
  const out = new Uint8Array(indices.length * bytesPerImage)
  for (let k = 0; k < indices.length; k++) {
    const start = indices[k]! * bytesPerImage
    if (!(start >= 0 && start + bytesPerImage <= rgb.length))
      throw new RangeError(`there is no image ${indices[k]}`)
    out.set(rgb.subarray(start, start + bytesPerImage), k * bytesPerImage)
  }
  return out
}
