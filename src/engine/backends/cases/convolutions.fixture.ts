import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { downsample2x, upsample2x } from '../../ops/upsample'
import type { Case, Compute } from './case.fixture'

type Padding = 'same' | 'valid'
const pictures = (x?: Tensor): Tensor4D => x as Tensor4D

const convolve =
  (strides: number, pad: Padding = 'same'): Compute =>
  (tf, x, kernel) =>
    tf.conv2d(pictures(x), pictures(kernel), strides, pad)

const convolveBack =
  (strides: number, outShape: [number, number, number, number], pad: Padding = 'same'): Compute =>
  (tf, x, kernel) =>
    tf.conv2dTranspose(pictures(x), pictures(kernel), outShape, strides, pad)

const convolveByChannel =
  (strides: number, pad: Padding = 'same'): Compute =>
  (tf, x, kernel) =>
    tf.depthwiseConv2d(pictures(x), pictures(kernel), strides, pad)

/** What reads pictures through windows. Shapes are odd where the code might be right only for even ones. */
export const convolutionCases: Case[] = [
  ['conv2d 4x4 stride 2, RGB', convolve(2), [3, 8, 8, 3], [4, 4, 3, 5]],
  ['conv2d 4x4 stride 2', convolve(2), [2, 8, 8, 6], [4, 4, 6, 4]],
  ['conv2d 4x4 stride 2, odd picture', convolve(2), [2, 7, 5, 3], [4, 4, 3, 4]],
  ['conv2d 3x3 stride 1', convolve(1), [2, 5, 6, 4], [3, 3, 4, 3]],
  ['conv2d 3x3 stride 2 valid', convolve(2, 'valid'), [2, 8, 7, 4], [3, 3, 4, 3]],
  ['conv2d 5x5 stride 2', convolve(2), [2, 8, 8, 3], [5, 5, 3, 4]],
  ['conv2d 1x1', convolve(1), [2, 4, 4, 6], [1, 1, 6, 3]],
  ['conv2d of the whole picture', convolve(1, 'valid'), [3, 4, 4, 5], [4, 4, 5, 1]],
  ['conv2d with runs over 64 floats', convolve(2), [1, 6, 6, 20], [4, 4, 20, 2]],
  ['conv2dTranspose 4x4 stride 2', convolveBack(2, [2, 8, 8, 5]), [2, 4, 4, 6], [4, 4, 5, 6]],
  ['conv2dTranspose 4x4 stride 2, RGB', convolveBack(2, [3, 8, 8, 3]), [3, 4, 4, 4], [4, 4, 3, 4]],
  ['conv2dTranspose 3x3 stride 2', convolveBack(2, [2, 8, 6, 5]), [2, 4, 3, 6], [3, 3, 5, 6]],
  ['conv2dTranspose 5x5 stride 2', convolveBack(2, [2, 8, 8, 3]), [2, 4, 4, 4], [5, 5, 3, 4]],
  ['conv2dTranspose 4x4 valid', convolveBack(1, [2, 4, 4, 5], 'valid'), [2, 1, 1, 6], [4, 4, 5, 6]],
  ['depthwise 3x3', convolveByChannel(1), [2, 5, 6, 4], [3, 3, 4, 1]],
  ['depthwise 3x3 stride 2, two of each', convolveByChannel(2), [2, 7, 6, 3], [3, 3, 3, 2]],
  ['depthwise 4x3 valid', convolveByChannel(1, 'valid'), [2, 7, 6, 3], [4, 3, 3, 1]],
  [
    'separable 3x3',
    (tf, x, depth, point) => tf.separableConv2d(pictures(x), pictures(depth), pictures(point), 1, 'same'),
    [2, 6, 5, 4],
    [3, 3, 4, 1],
    [1, 1, 4, 3],
  ],
  ['avgPool 2x2', (tf, x) => tf.avgPool(pictures(x), 2, 2, 'valid'), [2, 6, 8, 3]],
  ['avgPool 3x3 stride 2', (tf, x) => tf.avgPool(pictures(x), 3, 2, 'valid'), [2, 7, 5, 3]],
  ['avgPool of the whole picture', (tf, x) => tf.avgPool(pictures(x), [4, 5], 1, 'valid'), [2, 4, 5, 3]],
  ['maxPool 2x2', (tf, x) => tf.maxPool(pictures(x), 2, 2, 'valid'), [2, 6, 8, 3]],
  ['maxPool 3x3 stride 2, edges', (tf, x) => tf.maxPool(pictures(x), 3, 2, 'same'), [2, 7, 6, 3]],
  [
    'maxPool of negative numbers',
    (tf, x) => tf.maxPool(tf.neg<Tensor4D>(tf.abs(pictures(x))), 2, 2, 'same'),
    [2, 5, 6, 3],
  ],
  ['upsample2x', (tf, x) => upsample2x(tf, pictures(x)), [3, 4, 5, 6]],
  ['downsample2x', (tf, x) => downsample2x(tf, pictures(x)), [3, 4, 6, 5]],
  ['upsample2x, RGB', (tf, x) => upsample2x(tf, pictures(x)), [2, 3, 2, 3]],
]
