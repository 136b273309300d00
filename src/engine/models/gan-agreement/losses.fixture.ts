import type { Scalar, Tensor } from '@tensorflow/tfjs'
import type { Backend, TensorFlow } from '../../backends/backend'
import { discriminatorLoss, generatorLoss, type DiscriminatorLossOptions } from '../gan-losses'
import { rowsOf, waves, type Numbers } from './work.fixture'

const kinds = ['minimax', 'non-saturating', 'hinge', 'wasserstein'] as const

const discriminators: Record<string, DiscriminatorLossOptions> = {
  ...Object.fromEntries(kinds.map((loss) => [loss, { loss }])),
  'minimax smoothed': { loss: 'minimax', labelSmoothing: 0.1 },
  'default smoothed': { labelSmoothing: 0.1 },
}

/** A loss and its gradient by the logits. */
function withGradients(tf: TensorFlow, loss: (...logits: Tensor[]) => Scalar, ...logits: Tensor[]): Tensor {
  return tf.concat([tf.reshape(loss(...logits), [1, 1]), ...tf.grads(loss)(logits)])
}

export async function lossNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const inputs = [waves(tf, [6, 1], 1, 3), waves(tf, [6, 1], 2, 3)]
  return rowsOf(backend, inputs, [], ([real, fake]) => {
    const rows: Record<string, Tensor> = {}
    for (const [name, options] of Object.entries(discriminators)) {
      const loss = (x?: Tensor, y?: Tensor): Scalar => discriminatorLoss(tf, x!, y!, options)
      rows[`losses/discriminator ${name}`] = withGradients(tf, loss, real!, fake!)
    }
    for (const kind of kinds)
      rows[`losses/generator ${kind}`] = withGradients(tf, (x) => generatorLoss(tf, x, kind), fake!)
    return rows
  })
}
