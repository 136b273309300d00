import type { Tensor, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { Backend, TensorFlow } from '../../backends/backend'
import { downsample2x, upsample2x } from '../../ops/upsample'
import { r1Penalty, type Judge } from '../gradient-penalty'
import { rowsOf, waves, waveVariables, type Numbers } from './work.fixture'

/** What a discriminator may be made of. */
const functions: Record<string, (tf: TensorFlow, x: Tensor) => Tensor> = {
  leakyRelu: (tf, x) => tf.leakyRelu(x, 0.2),
  relu: (tf, x) => tf.relu(x),
  prelu: (tf, x) => tf.prelu(x, tf.scalar(0.3)),
  clip: (tf, x) => tf.clipByValue(x, -0.5, 0.5),
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
  exp: (tf, x) => tf.exp(x),
  softplus: (tf, x) => tf.softplus(x),
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  softmax: (tf, x) => tf.softmax(x),
  'two sizes': (tf, x) => tf.square(upsample2x(tf, tf.square(downsample2x(tf, x as Tensor4D)))),
}

/** The slopes of v * f(w * x) are penalised; the rows are gradients by w and v. */
export async function curvatureNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const [w, v] = waveVariables(tf, [[4], [4]], 4, 1) as [Variable, Variable]
  return rowsOf(backend, [waves(tf, [3, 2, 2, 4], 1)], [w, v], ([x]) => {
    const rows: Record<string, Tensor> = {}
    for (const [name, f] of Object.entries(functions)) {
      const judge: Judge = (pictures) => tf.sum(tf.mul(f(tf, tf.mul(pictures, w)), v), [1, 2, 3])
      const { grads } = tf.variableGrads(() => r1Penalty(tf, judge, x as Tensor4D, 2), [w, v])
      rows[`curvature/${name}`] = tf.stack([grads[w.name]!, grads[v.name]!])
    }
    return rows
  })
}
