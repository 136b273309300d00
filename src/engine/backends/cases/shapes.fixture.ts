import type { Tensor, Tensor3D } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Case } from './case.fixture'

const pictures = [2, 4, 5, 6]

const indices = (tf: TensorFlow): Tensor => tf.tensor1d([3, 1, 1, 0], 'int32')

/** What moves numbers without changing them. */
export const shapeCases: Case[] = [
  ['flatten', (tf, x) => tf.reshape(x, [2, 120]), pictures],
  ['transpose', (tf, x) => tf.transpose(x, [0, 3, 1, 2]), pictures],
  ['transpose of a matrix', (tf, x) => tf.transpose(x), [4, 7]],
  ['concat of channels', (tf, a, b) => tf.concat([a, b], 3), pictures, [2, 4, 5, 3]],
  ['concat of images', (tf, a, b) => tf.concat([a, b], 0), pictures, [3, 4, 5, 6]],
  ['slice', (tf, x) => tf.slice(x, [0, 1, 2, 3], [2, 2, 3, 2]), pictures],
  [
    'pad',
    (tf, x) =>
      tf.pad(x, [
        [0, 0],
        [1, 1],
        [2, 0],
        [0, 0],
      ]),
    pictures,
  ],
  [
    'mirror pad',
    (tf, x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'reflect',
      ),
    pictures,
  ],
  ['tile', (tf, x) => tf.tile(x, [1, 2, 2, 1]), pictures],
  ['tile of codes over pixels', (tf, z) => tf.tile(tf.reshape(z, [2, 1, 1, 6]), [1, 4, 4, 1]), [2, 6]],
  ['stack', (tf, a, b) => tf.stack([a, b], 1), pictures, pictures],
  ['unstack', (tf, x) => tf.mul(tf.unstack(x, 1)[0]!, tf.unstack(x, 1)[2]!), pictures],
  ['split', (tf, x) => tf.mul(tf.split(x, 2, 3)[0]!, tf.split(x, 2, 3)[1]!), pictures],
  ['reverse', (tf, x) => tf.reverse(x, 2), pictures],
  ['gather of images', (tf, x) => tf.gather(x, indices(tf)), [4, 3, 2, 2]],
  ['gather of columns', (tf, x) => tf.gather(x, indices(tf), 1), [3, 5]],
  ['embedding', (tf, table) => tf.gather(table, indices(tf)), [6, 8]],
  [
    'embedding by one-hot product',
    (tf, table) => tf.matMul(tf.cast(tf.oneHot(indices(tf), 6), 'float32'), table),
    [6, 8],
  ],
  ['space of batches', (tf, x) => tf.batchToSpaceND(x as Tensor3D, [2], [[0, 0]]), [4, 3, 2]],
]
