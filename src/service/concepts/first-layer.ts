import { ownSizeOf } from '../../core/records/card'
import { codeSizeOf, type TrainingConfig } from '../../core/records/training'
import type { Document } from '../../document'
import { modelOf } from '../records'

interface Spec {
  name: string
  shape: number[]
}

/** What a decoder's first layer is called, of all kinds; of another network the first that fits a code is taken. */
const firstLayers = ['spread/kernel', 'corner', '4/first/style']

/**
 * `A^T A` of what the decoder's first layer does to a code, row-major [latentSize, latentSize]: 0 where a number of the
 * code comes in later, or is what the model is told. Of styles it is the first layer that has one.
 *
 * @returns undefined where the model's files do not say
 */
export async function firstLayerOf(document: Document, modelId: string): Promise<Float64Array | undefined> {
  const { config } = modelOf(document, modelId)
  const { description, weights } = await document.readDecoderWeights(modelId)
  const specs = specsIn(description)
  const layer = specs && findKernel(specs, config)
  if (!layer || weights.byteLength !== 4 * sizeOf(specs)) return undefined
  const before = specs.slice(0, specs.indexOf(layer))
  const numbers = new Float32Array(weights.slice().buffer, 4 * sizeOf(before), sizeOf([layer]))
  return numbers.every(Number.isFinite) ? gram(numbers, layer.shape[1]!, config) : undefined
}

const sizeOf = (specs: readonly Spec[]): number =>
  specs.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0)

function findKernel(specs: readonly Spec[], config: TrainingConfig): Spec | undefined {
  const fitting = specs.filter(
    ({ shape }) => shape.length === 2 && [config.latentSize, codeSizeOf(config)].includes(shape[0]!),
  )
  return fitting.find(({ name }) => firstLayers.includes(name)) ?? fitting[0]
}

/** @param kernel row-major [inputs, units] */
function gram(kernel: Float32Array, units: number, config: TrainingConfig): Float64Array {
  const size = codeSizeOf(config)
  const rows = Math.min(kernel.length / units, ownSizeOf(config))
  const product = new Float64Array(size * size)
  for (let i = 0; i < rows; i++)
    for (let j = i; j < rows; j++) {
      let sum = 0
      for (let k = 0; k < units; k++) sum += kernel[i * units + k]! * kernel[j * units + k]!
      product[i * size + j] = sum
      product[j * size + i] = sum
    }
  return product
}

/** A file of another program, or a damaged one, says nothing. */
function specsIn(description: Uint8Array): Spec[] | undefined {
  try {
    const found: unknown = JSON.parse(new TextDecoder().decode(description))
    const list = Array.isArray(found) ? (found as unknown[]) : manifestIn(found)
    return list.every(isSpec) ? list : undefined
  } catch {
    return undefined
  }
}

function manifestIn(found: unknown): unknown[] {
  const { weightsManifest } = found as { weightsManifest: { weights: unknown[] }[] }
  return weightsManifest.flatMap(({ weights }) => weights)
}

const isSpec = (value: unknown): value is Spec => {
  const { name, shape } = value as Partial<Spec>
  return (
    typeof name === 'string' &&
    Array.isArray(shape) &&
    shape.every((side) => Number.isInteger(side) && side > 0)
  )
}
