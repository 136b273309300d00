import type { LayersModel, Tensor, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { variablesOf } from '../models/initialise'
import { onnxFromLayers } from '../onnx/from-layers'
import { restoreVariables } from '../training/numbers'
import type { Network } from './network'

/** A `tf.layers` model as a network. */
export function networkOfLayers(tf: TensorFlow, model: LayersModel): Network {
  const variables = model.weights.map((weight) => weight.read() as Variable)
  return {
    variables,
    learning: variablesOf([model]),
    apply: (x) => [model.apply(x) as Tensor | Tensor[]].flat(),
    ...featuresOf(tf, model),
    save: () => saveLayers(tf, model),
    restore: (weights) => restoreVariables(tf, variables, weights),
    toOnnx: (names) => onnxFromLayers(model, names),
    dispose: () => void model.dispose(),
  }
}

/** Of a model that draws: the last layer that gives pictures of a quarter of the side. It is another way into the same layers. */
function featuresOf(tf: TensorFlow, model: LayersModel): Pick<Network, 'features'> {
  const [, side, ...rest] = model.outputs[0]!.shape
  const isQuarter = ({ output }: LayersModel['layers'][number]): boolean =>
    !Array.isArray(output) && output.shape.length === 4 && 4 * output.shape[1]! === side
  const layer = rest.length > 0 ? model.layers.findLast(isQuarter) : undefined
  if (!layer) return {}
  let upTo: LayersModel | undefined
  return {
    features: (x) => {
      upTo ??= tf.model({ inputs: model.inputs, outputs: layer.output })
      return upTo.apply(x) as Tensor4D
    },
  }
}

/** Several by their names. */
export function networksOfLayers<Name extends string>(
  tf: TensorFlow,
  models: Readonly<Record<Name, LayersModel>>,
): Record<Name, Network> {
  const made = Object.entries<LayersModel>(models).map(([name, model]) => [name, networkOfLayers(tf, model)])
  return Object.fromEntries(made) as Record<Name, Network>
}

const text = new TextEncoder()

/** TensorFlow.js layers format, which Python's tensorflowjs reads too. */
async function saveLayers(tf: TensorFlow, model: LayersModel): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {}
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
      const about = { format: 'layers-model', generatedBy: 'Slerp', convertedBy: null }
      files['model.json'] = text.encode(JSON.stringify({ ...about, modelTopology, weightsManifest }))
      files['weights.bin'] = new Uint8Array(weightData as ArrayBuffer)
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    }),
  )
  return files
}
