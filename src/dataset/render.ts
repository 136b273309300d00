import type { Style } from '@dicebear/core'
import type { Resvg } from '@resvg/resvg-js'
import { mulberry32, seedFrom } from '../core/random/random'
import { imageSize, type PresetName } from '../core/records/dataset'
import { presets } from './presets'
import type { DrawnImage, DrawnPreset, Preset, StylePreset } from './presets/preset'

/** Draws image `index` of a preset. A pure function of its arguments. */
export type DrawImage = (seed: number, index: number, size?: number) => DrawnImage

/** Loads what a preset is drawn with. */
export async function loadPreset(name: PresetName): Promise<DrawImage> {
  const preset: Preset = presets[name]
  const draw = preset.kind === 'style' ? await loadStyled(preset) : preset.draw
  return (seed, index, size = imageSize) => draw(mulberry32(seedFrom(seed, index)), size)
}

/** Loads ESM packages and a native renderer: not at start-up. */
async function loadStyled({ loadStyle, viewBox, draw }: StylePreset): Promise<DrawnPreset['draw']> {
  const [dicebear, style, { Resvg }] = await Promise.all([
    import('@dicebear/core'),
    loadStyle(),
    import('@resvg/resvg-js'),
  ])
  return (random, side) => {
    const { options, attributes } = draw(random)
    const svg = dicebear.createAvatar(style as Style<object>, options).toString()
    return { rgb: rasterise(Resvg, shown(svg, viewBox), side), attributes }
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
