import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { compiled, type Backend, type TensorFlow } from '../../backends/backend'
import { withMinibatchDeviation } from '../../ops/minibatch-deviation'
import { powerIteration, spectrallyNormalised, type SingularVectors } from '../../ops/spectral-norm'
import { Adam } from '../../training/adam'
import { discriminatorLoss } from '../gan-losses'
import { r1Penalty, type Judge } from '../gradient-penalty'
import { tensorOperations } from '../network'
import { Weights } from '../weights'
import { waves, type Numbers } from './work.fixture'

const shapes = { kernel: [3, 3, 3, 4], bias: [4], dense: [80, 1] }
const steps = [1, 2, 3]

function weightsFor(tf: TensorFlow): Weights {
  const recipes = Object.entries(shapes).map(([name, shape]) => [name, { shape }] as const)
  const weights = new Weights(
    tf,
    { ...Object.fromEntries(recipes), u: { shape: [4, 1], learns: false } },
    1,
    1,
  )
  tf.tidy(() => weights.assign(weights.all.map(({ shape }, i) => waves(tf, shape, i + 1))))
  return weights
}

/** A convolution kept from stretching, the deviation of the batch, one dense logit. */
function judgeWith(tf: TensorFlow, weights: Weights, vectors: SingularVectors): Judge {
  const kernel = (): Tensor => spectrallyNormalised(tf, weights.get('kernel'), vectors)
  const ops = tensorOperations(tf, (name) => (name === 'kernel' ? kernel() : weights.get(name)))
  return (x) => {
    const y = ops.leakyRelu(ops.bias(ops.conv2d(x, { name: 'kernel' }), 'bias'), 0.2)
    return ops.dense(ops.reshape(withMinibatchDeviation(tf, y as Tensor4D), [80]), { name: 'dense' })
  }
}

/** Steps of a discriminator as a run would take them: hinge loss, R1, spectral norm, Adam; compiled where that is done. */
export async function togetherNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const weights = weightsFor(tf)
  const u = weights.get('u')
  const adam = new Adam(tf, weights.learning, { firstDecay: 0, secondDecay: 0.9 })
  const step = compiled(
    backend,
    ([real, fake, size]) => {
      const vectors = powerIteration(tf, weights.get('kernel'), u as unknown as Tensor2D)
      const judge = judgeWith(tf, weights, vectors)
      const loss = (): Scalar => {
        const judged = discriminatorLoss(tf, judge(real as Tensor4D), judge(fake as Tensor4D), {
          loss: 'hinge',
        })
        return tf.add(judged, r1Penalty(tf, judge, real as Tensor4D, 3))
      }
      const { value, grads } = tf.variableGrads(loss, weights.learning)
      return [value, vectors.u, ...adam.next(grads, size as Scalar)]
    },
    [...adam.state, u],
  )
  const losses: number[] = []
  for (const number of steps) {
    const pictures = [20, 30].map((phase) => waves(tf, [3, 4, 4, 3], phase + number))
    const inputs = [...pictures, tf.scalar(adam.stepSize(0.05, number))]
    const [value, nextU, ...next] = step.run(inputs)
    losses.push((await value!.data())[0]!)
    adam.state.forEach((variable, i) => variable.assign(next[i]!))
    u.assign(nextU!)
    tf.dispose([...inputs, value!, nextU!, ...next])
  }
  const rows = weights.names.map(
    async (name) => [`together/${name}`, Array.from(await weights.get(name).data())] as const,
  )
  const numbers = { 'together/losses': losses, ...Object.fromEntries(await Promise.all(rows)) }
  for (const part of [step, adam, weights]) part.dispose()
  return numbers
}
