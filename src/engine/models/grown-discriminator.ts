import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import { blend } from '../ops/blend'
import { withMinibatchDeviation } from '../ops/minibatch-deviation'
import { downsample2x } from '../ops/upsample'
import { bend, firstPicture, layersAt, leakyGain, withBias, type Growth } from './growing'
import { tensorOperations, type Operations } from './network'
import type { WeightRecipe } from './weights'

/** Weights of a discriminator that mirrors the generator (Karras et al. 2018, table 2). */
export function discriminatorRecipes({ sides, channelsAt }: Growth): Record<string, WeightRecipe> {
  const recipes: Record<string, WeightRecipe> = {}
  for (const side of sides.toReversed()) {
    const names = layersAt(side)
    names.forEach((name, i) => {
      const outputs = i === names.length - 1 && side > 4 ? channelsAt(side / 2) : channelsAt(side)
      // At the end one channel more says how much the batch differs.
      const inputs = side === 4 ? channelsAt(4) + 1 : channelsAt(side)
      Object.assign(recipes, withBias(name, [3, 3, inputs, outputs]))
    })
    if (side >= firstPicture) Object.assign(recipes, withBias(`${side}/rgb`, [1, 1, 3, channelsAt(side)]))
  }
  const top = channelsAt(4)
  return { ...recipes, ...withBias('flat', [16 * top, top]), ...withBias('logit', [top, 1]) }
}

export interface Judged {
  growth: Growth
  weightOf: (name: string) => Tensor
  /** How far the pictures' own side counts against half of it; 1 where nothing is faded in. */
  fade?: Scalar
}

/** Logits [batch, 1] of pictures [batch, side, side, 3] in [0, 1], of any side that has pictures. */
export function judgeGrown(tf: TensorFlow, { growth, weightOf, fade }: Judged, pictures: Tensor4D): Tensor2D {
  const ops = tensorOperations(tf, weightOf)
  const centred: Tensor4D = tf.sub(tf.mul(pictures, 2), 1)
  const side = centred.shape[1]
  let x = through(ops, seen(ops, centred), side)
  if (fade) x = blend<Tensor>(tf, seen(ops, downsample2x(tf, centred)), x, fade)
  for (let at = side / 2; at > 4; at /= 2) x = through(ops, x, at)
  x = ops.conv2d(withMinibatchDeviation(tf, x as Tensor4D), { name: '4/first', gain: leakyGain })
  x = ops.reshape(bend(ops, x, '4/first/bias'), [16 * growth.channelsAt(4)])
  x = bend(ops, ops.dense(x, { name: 'flat', gain: leakyGain }), 'flat/bias')
  return ops.bias(ops.dense(x, { name: 'logit', gain: 1 }), 'logit/bias') as Tensor2D
}

/** Colours to features. */
function seen(ops: Operations<Tensor>, x: Tensor): Tensor {
  const name = `${x.shape[1]}/rgb`
  return bend(ops, ops.conv2d(x, { name, gain: leakyGain }), `${name}/bias`)
}

/** The layers of a side, and half the size. */
function through(ops: Operations<Tensor>, x: Tensor, side: number): Tensor {
  for (const name of layersAt(side)) x = bend(ops, ops.conv2d(x, { name, gain: leakyGain }), `${name}/bias`)
  return ops.downsample2x(x)
}
