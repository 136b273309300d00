import type { Style } from '@dicebear/core'
import type { Resvg } from '@resvg/resvg-js'
import { mulberry32, seedFrom } from '../core/random/random'
import { imageSize, type PresetName } from '../core/records/dataset'
import { presets } from './presets'

/** One drawn image: uint8 RGB [size, size, 3], with what it shows. */
export interface DrawnImage {
  rgb: Uint8Array
  attributes: Record<string, number>
}

/** Draws image `index` of a preset. A pure function of its arguments. */
export type DrawImage = (seed: number, index: number, size?: number) => DrawnImage

/** Loads a preset's style (ESM packages, and a native renderer: not at start-up). */
export async function loadPreset(name: PresetName): Promise<DrawImage> {
  const { loadStyle, viewBox, draw } = presets[name]
  const [dicebear, style, { Resvg }] = await Promise.all([
    import('@dicebear/core'),
    loadStyle(),
    import('@resvg/resvg-js'),
  ])
  return (seed, index, size = imageSize) => {
    const { options, attributes } = draw(mulberry32(seedFrom(seed, index)))
    const svg = dicebear.createAvatar(style as Style<object>, options).toString()
    return { rgb: rasterise(Resvg, shown(svg, viewBox), size), attributes }
  }
}

/** The part of the drawing that is shown. The first viewBox is the outermost one. */
function shown(svg: string, viewBox: string | undefined): string {
  const bare = svg.replace(/<metadata[\s\S]*?<\/metadata>/, '')
  return viewBox ? bare.replace(/viewBox="[^"]+"/, `viewBox="${viewBox}"`) : bare
}

function rasterise(Renderer: typeof Resvg, svg: string, size: number): Uint8Array {
  const { pixels } = new Renderer(svg, {
    fitTo: { mode: 'width', value: size },
    background: '#fff',
    // Reading the system's fonts would cost a second and make the pixels depend on the machine.
    font: { loadSystemFonts: false },
  }).render()
  const rgb = new Uint8Array(size * size * 3)
  for (let i = 0; i < size * size; i++) rgb.set(pixels.subarray(4 * i, 4 * i + 3), 3 * i)
  return rgb
}
