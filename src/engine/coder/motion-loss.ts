import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/** What features are compared with in a step of a drag. */
export interface MotionTarget {
  /** Weights that read the features at q + d, [pixels, places]. */
  moved: Tensor2D
  /** The features at q as they are, [pixels, channels]: constants, so no gradient goes through them. */
  still: Tensor2D
  /** The features before anything moved, [places, channels]. */
  first: Tensor2D
  /** How much each place counts as one that must stay, [places, 1]. */
  outside: Tensor2D
}

/**
 * Motion supervision (Pan et al. 2023, equation 1): the features at q shall be found a small step d further on, and what
 * lies outside the mask shall stay. Unlike there, absolute differences are means over channels, and over the pixels of a
 * handle or the places outside, so that neither term grows with the network or with the mask.
 *
 * @param features [places, channels] @param handles how many the pixels belong to
 */
export function motionLoss(
  tf: TensorFlow,
  features: Tensor2D,
  { moved, still, first, outside }: MotionTarget,
  handles: number,
): Scalar {
  const pushed: Scalar = tf.mul(handles, tf.mean(tf.abs(tf.sub(still, tf.matMul(moved, features)))))
  const strayed: Scalar = tf.mean(tf.abs(tf.mul(tf.sub(features, first), outside)))
  return tf.add(pushed, strayed)
}

const strayedWeight = 0.01

/**
 * Codes that decode to nothing usual satisfy equation 1 as well, and small decoders have many: beyond the length of codes
 * that are usual under N(0, 1) a code is pulled back. The paper needs no such term.
 *
 * @param codes [1, codeSize] @param farthest squared length that costs nothing
 */
export function strayedLoss(tf: TensorFlow, codes: Tensor, farthest: Scalar): Scalar {
  return tf.mul(strayedWeight, tf.relu(tf.sub(tf.sum(tf.square(codes)), farthest)))
}
