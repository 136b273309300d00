import type { NamedTensorMap, Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'
import type { Objective, Tie } from '../kinds/learner'
import type { Adam } from './adam'

/** Everything that a step of an objective changes, in the order of what `nextState` gives. */
export function stateOf(objective: Objective, adam: Adam): Variable[] {
  const { ties = [], average, held = [] } = objective
  return [...adam.state, ...ties.map(({ to }) => to), ...(average?.into ?? []), ...held]
}

/** What the objective tells and the gradient of its first loss. For use within a tidy. */
export function lossesAndGradients(
  tf: TensorFlow,
  { variables, ties = [] }: Pick<Objective, 'variables' | 'ties'>,
  losses: () => Scalar[],
): { told: Tensor1D; gradients: NamedTensorMap } {
  let told!: Tensor1D
  const { grads } = tf.variableGrads(() => {
    const all = losses()
    told = tf.stack<Scalar>(all) as Tensor1D
    // What a function of gradients leaves behind but its result is gone after it.
    tf.keep(told)
    return all[0]!
  }, [...variables, ...ties.map(({ to }) => to)])
  for (const tie of ties) addTied(tf, grads, tie)
  // A copy goes with the tidy around it; what was kept would stay.
  const copy = told.clone()
  told.dispose()
  return { told: copy, gradients: grads }
}

/** A weight that is used twice is moved by both. */
function addTied(tf: TensorFlow, gradients: NamedTensorMap, { from, to, isTransposed }: Tie): void {
  const other = gradients[to.name]!
  gradients[from.name] = tf.add(gradients[from.name]!, isTransposed ? tf.transpose(other) : other)
}

/** Length of the gradient by all variables together. */
export function lengthOf(tf: TensorFlow, variables: readonly Variable[], gradients: NamedTensorMap): Scalar {
  const squares = variables.flatMap(({ name }) => gradients[name] ?? []).map((g) => tf.sum(tf.square(g)))
  return tf.sqrt<Scalar>(tf.sum(tf.stack(squares)))
}

/** What one step of Adam makes of everything that changes. */
export function nextState(
  tf: TensorFlow,
  { ties = [], average }: Objective,
  adam: Adam,
  gradients: NamedTensorMap,
  size: Scalar,
): Tensor[] {
  const moved = adam.next(gradients, size)
  const next = new Map(adam.state.map((variable, i) => [variable, moved[i]!]))
  const tied = ties.map(({ from, isTransposed }) =>
    isTransposed ? tf.transpose(next.get(from)!) : next.get(from)!.clone(),
  )
  const { of = [], into = [], decay = 0 } = average ?? {}
  const averaged = into.map((variable, i) =>
    tf.add(tf.mul(variable, decay), tf.mul(next.get(of[i]!) ?? of[i]!, 1 - decay)),
  )
  return [...moved, ...tied, ...averaged]
}
