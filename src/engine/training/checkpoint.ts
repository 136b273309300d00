import type { LayersModel } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import type { Networks } from '../kinds/learner'
import { onnxFromLayers } from '../onnx/from-layers'
import { floatsIn } from './numbers'

/** The files of a checkpoint by their path within it. */
export type CheckpointFiles = Record<string, Uint8Array>

const text = new TextEncoder()

/** Every network in TensorFlow.js layers format, which Python's tensorflowjs reads too; two in ONNX, for the map. */
export async function saveNetworks(tf: TensorFlow, networks: Networks): Promise<CheckpointFiles> {
  const { encoder, decoder } = networks
  const saved: CheckpointFiles = {}
  for (const [folder, model] of Object.entries(networks))
    Object.assign(saved, await saveLayers(tf, model, folder))
  return {
    ...saved,
    'encoder.onnx': await onnxFromLayers(encoder, { input: 'image', outputs: ['mu', 'logvar'] }),
    'decoder.onnx': await onnxFromLayers(decoder, { input: 'z', outputs: ['image'] }),
  }
}

async function saveLayers(tf: TensorFlow, model: LayersModel, folder: string): Promise<CheckpointFiles> {
  const files: CheckpointFiles = {}
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
      const about = { format: 'layers-model', generatedBy: 'Slerp', convertedBy: null }
      files[`${folder}/model.json`] = text.encode(
        JSON.stringify({ ...about, modelTopology, weightsManifest }),
      )
      files[`${folder}/weights.bin`] = new Uint8Array(weightData as ArrayBuffer)
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    }),
  )
  return files
}

/**
 * Puts saved weights into networks that were built anew: what the file says of layers is not trusted, only numbers
 * are taken, and only as many as fit.
 *
 * @throws RangeError when they do not fit
 */
export function restoreNetworks(tf: TensorFlow, networks: Networks, files: CheckpointFiles): void {
  for (const [folder, model] of Object.entries(networks))
    restoreWeights(tf, model, files[`${folder}/weights.bin`])
}

function restoreWeights(tf: TensorFlow, model: LayersModel, bytes: Uint8Array | undefined): void {
  const shapes = model.getWeights().map(({ shape }) => shape)
  const sizes = shapes.map((shape) => shape.reduce((product, side) => product * side, 1))
  const wanted = sizes.reduce((sum, size) => sum + size, 0) * 4
  if (bytes?.length !== wanted) throw new RangeError('The checkpoint belongs to a model of another size.')
  const numbers = floatsIn(bytes)
  let at = 0
  tf.tidy(() =>
    model.setWeights(shapes.map((shape, i) => tf.tensor(numbers.slice(at, (at += sizes[i]!)), shape))),
  )
}
