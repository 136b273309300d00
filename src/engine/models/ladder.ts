import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs'
import type { HvaeConfig } from '../../core/records/training'
import type { TensorFlow } from '../backends/backend'
import { ladderDraw, ladderMean, ladderSpread } from '../ops/ladder-layers'
import { part } from '../ops/layers'
import { initialise } from './initialise'
import {
  codeInput,
  convolutions,
  dense,
  flatten,
  pictureInput,
  requireHalvable,
  spread,
  toPicture,
  transposed,
  varianceOf,
} from './trunks'

/**
 * The networks of a ladder VAE of two levels.
 *
 * The upper code starts the picture at a sixteenth of its side. The lower one comes in at a quarter, where what it adds
 * can only be detail; its prior is given by the upper one. A code is both, the lower one in deviations of its prior.
 */
export interface Ladder {
  /** Pictures to mu and log-variance of the upper level, and to what the data say of the lower level's. */
  features: LayersModel
  /** Upper codes to mu and log-variance of the lower level's prior. */
  prior: LayersModel
  /** Codes to pictures. */
  decoder: LayersModel
  /** Pictures to mu and log-variance of codes, the lower level's for the mean of the upper one. */
  encoder: LayersModel
}

export function buildLadder(tf: TensorFlow, config: HvaeConfig, side: number): Ladder {
  requireHalvable(side)
  const features = featureNetwork(tf, config, side)
  const prior = priorNetwork(tf, config)
  const decoder = decoderNetwork(tf, config, prior, side)
  const encoder = encoderNetwork(tf, features, prior, side)
  initialise(tf, [features, decoder], config.seed, 1000, varianceOf)
  return { features, prior, decoder, encoder }
}

function featureNetwork(tf: TensorFlow, config: HvaeConfig, side: number): LayersModel {
  const { channels, latentSize, detailSize } = config
  const image = pictureInput(tf, side)
  const fine = convolutions(tf, image, channels.slice(0, 2))
  const coarse = flatten(tf, convolutions(tf, fine, channels.slice(2), 2))
  const flat = flatten(tf, fine, 'flat_fine')
  const outputs = [
    dense(tf, coarse, latentSize, 'mu'),
    dense(tf, coarse, latentSize, 'logvar'),
    dense(tf, flat, detailSize, 'detail_mu'),
    dense(tf, flat, detailSize, 'detail_logvar'),
  ]
  return tf.model({ inputs: image, outputs, name: 'features' })
}

function priorNetwork(tf: TensorFlow, { latentSize, detailSize }: HvaeConfig): LayersModel {
  const top = tf.input({ shape: [latentSize], name: 'top' })
  const hidden = dense(tf, top, 4 * detailSize, 'prior')
  const bent = tf.layers.leakyReLU({ alpha: 0.1, name: 'prior_relu' }).apply(hidden) as SymbolicTensor
  const outputs = [dense(tf, bent, detailSize, 'prior_mu'), dense(tf, bent, detailSize, 'prior_logvar')]
  return tf.model({ inputs: top, outputs, name: 'prior' })
}

function decoderNetwork(
  tf: TensorFlow,
  { channels, latentSize, detailSize }: HvaeConfig,
  prior: LayersModel,
  side: number,
): LayersModel {
  const [first, second, third, last] = channels
  const code = codeInput(tf, latentSize + detailSize)
  const take = (name: string, start: number, size: number): SymbolicTensor =>
    part(tf, { name, start, size }).apply(code) as SymbolicTensor
  const top = take('top', 0, latentSize)
  const detail = take('detail', latentSize, detailSize)
  const [mu, logVariance] = through(prior, top)
  const drawn = ladderDraw(tf, { name: 'draw' }).apply([detail, mu!, logVariance!]) as SymbolicTensor
  const coarse = transposed(tf, spread(tf, top, side / 16, last), [third, second])
  const fine = spread(tf, drawn, side / 4, second, 'spread_detail')
  const both = tf.layers.concatenate({ name: 'levels' }).apply([coarse, fine]) as SymbolicTensor
  const image = toPicture(tf, transposed(tf, both, [first], 2))
  return tf.model({ inputs: code, outputs: image, name: 'decoder' })
}

function encoderNetwork(
  tf: TensorFlow,
  features: LayersModel,
  prior: LayersModel,
  side: number,
): LayersModel {
  const image = pictureInput(tf, side)
  const [mu, logVariance, detailMu, detailLogVariance] = through(features, image)
  const [priorMu, priorLogVariance] = through(prior, mu!)
  const mean = ladderMean(tf, { name: 'detail_mean' })
  const spreadOf = ladderSpread(tf, { name: 'detail_spread' })
  const join = (name: string, top: SymbolicTensor, detail: unknown): SymbolicTensor =>
    tf.layers.concatenate({ name }).apply([top, detail as SymbolicTensor]) as SymbolicTensor
  const outputs = [
    join('code', mu!, mean.apply([detailMu!, priorMu!, detailLogVariance!, priorLogVariance!])),
    join('code_logvar', logVariance!, spreadOf.apply([detailLogVariance!, priorLogVariance!])),
  ]
  return tf.model({ inputs: image, outputs, name: 'encoder' })
}

/** The layers of a network applied once more, to something else: one network of layers, not a network in a network. */
function through(network: LayersModel, input: SymbolicTensor): SymbolicTensor[] {
  const known = new Map<number, SymbolicTensor>([[network.inputs[0]!.id, input]])
  const at = (tensor: SymbolicTensor): SymbolicTensor => {
    const done = known.get(tensor.id)
    if (done) return done
    const sources = tensor.inputs.map(at)
    const applied = tensor.sourceLayer.apply(sources.length === 1 ? sources[0]! : sources) as SymbolicTensor
    known.set(tensor.id, applied)
    return applied
  }
  return network.outputs.map(at)
}
