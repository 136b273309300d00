import type { Attribute } from '../core/records/attribute'
import { imageSize, type ImageSize, type PresetName } from '../core/records/dataset'
import { breather } from './breath'
import { loadPreset } from './render'

/** Pixels with what is known of them. */
export interface BuiltDataset {
  /** uint8 [count, size, size, 3]. */
  images: Uint8Array
  size: ImageSize
  attributes: Attribute[]
}

export interface WorkOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

export interface PresetRequest {
  preset: PresetName
  seed: number
  count: number
  size?: ImageSize | undefined
}

/**
 * Draws `count` images of a preset. The process stays responsive meanwhile.
 *
 * @throws the signal's reason when it is aborted
 */
export async function buildPreset(
  { preset, seed, count, size = imageSize }: PresetRequest,
  { signal, onProgress }: WorkOptions = {},
): Promise<BuiltDataset> {
  const draw = await loadPreset(preset)
  const bytesPerImage = size * size * 3
  const images = new Uint8Array(count * bytesPerImage)
  const values = new Map<string, Float32Array>()
  const breath = breather(signal)
  for (let index = 0; index < count; index++) {
    onProgress?.(index, count)
    await breath()
    const { rgb, attributes } = draw(seed, index, size)
    images.set(rgb, index * bytesPerImage)
    for (const [name, value] of Object.entries(attributes)) columnOf(values, name, count)[index] = value
  }
  onProgress?.(count, count)
  return { images, size, attributes: [...values].map(([name, column]) => attributeOf(name, column)) }
}

function columnOf(columns: Map<string, Float32Array>, name: string, count: number): Float32Array {
  const column = columns.get(name) ?? new Float32Array(count).fill(NaN)
  columns.set(name, column)
  return column
}

/** Values that are only 1, 0 or unknown are answers to a yes-or-no question. */
export function attributeOf(name: string, values: Float32Array): Attribute {
  const binary = values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
  return { name, kind: binary ? 'binary' : 'number', values }
}
