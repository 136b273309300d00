import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Backend } from '../../backends/backend'
import { powerIteration, spectrallyNormalised } from '../../ops/spectral-norm'
import { r1Penalty, type Judge } from '../gradient-penalty'
import { rowsOf, waves, waveVariables, type Numbers } from './work.fixture'

/** The kernel, its next vector, and gradients through it: of what it gives, and of a slope's penalty. */
export async function spectralNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const [kernel, first] = waveVariables(
    tf,
    [
      [3, 3, 2, 4],
      [4, 1],
    ],
    1,
    1,
  ) as [Variable, Variable]
  return rowsOf(backend, [waves(tf, [2, 4, 4, 2], 5)], [kernel, first], ([x]) => {
    const vectors = powerIteration(tf, kernel, first as unknown as Tensor2D)
    const normalised = (): Tensor4D => spectrallyNormalised(tf, kernel as unknown as Tensor4D, vectors)
    const judge: Judge = (pictures) =>
      tf.sum(tf.leakyRelu(tf.conv2d(pictures, normalised(), 1, 'same'), 0.2), [1, 2, 3])
    const by = (loss: () => Tensor): Tensor =>
      tf.variableGrads(() => loss().asScalar(), [kernel]).grads[kernel.name]!
    return {
      'spectral/kernel': normalised(),
      'spectral/next vector': vectors.u,
      'spectral/gradient': by(() => tf.sum(judge(x as Tensor4D))),
      'spectral/penalty': by(() => r1Penalty(tf, judge, x as Tensor4D, 2)),
    }
  })
}
