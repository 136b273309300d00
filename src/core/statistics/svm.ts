import { minimise, type Evaluation } from './lbfgs'
import type { LinearProbe } from './logistic'
import { dot } from './moments'

/**
 * Linear support vector machine with the squared hinge loss (Fan et al. 2008, "LIBLINEAR", eq. 2 with L2-loss), by
 * L-BFGS. Minimises `|w|^2 / 2 + C * sum(max(0, 1 - y score)^2)` with y of 1 and -1; unlike there the bias is not
 * penalised, so that where the codes lie makes no difference.
 *
 * @param rows row-major [count, size]
 * @param labels 1 or 0 per row
 */
export function fitLinearSvm(
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  size: number,
  inverseRegularization = 1,
): LinearProbe {
  const evaluate = (parameters: Float64Array): Evaluation =>
    squaredHinge(rows, labels, parameters, inverseRegularization)
  const found = minimise(evaluate, new Float64Array(size + 1), 1e-7)
  return { weights: found.slice(0, size), bias: found[size]! }
}

function squaredHinge(
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  parameters: Float64Array,
  inverseRegularization: number,
): Evaluation {
  const size = parameters.length - 1
  const weights = parameters.subarray(0, size)
  const gradient = parameters.slice()
  gradient[size] = 0
  let value = dot(weights, weights) / 2
  for (let i = 0; i < labels.length; i++) {
    const sign = labels[i]! > 0.5 ? 1 : -1
    const slack = 1 - sign * (dot(weights, rows, i * size) + parameters[size]!)
    if (slack <= 0) continue
    value += inverseRegularization * slack * slack
    const pull = -2 * inverseRegularization * slack * sign
    for (let j = 0; j < size; j++) gradient[j]! += pull * rows[i * size + j]!
    gradient[size] += pull
  }
  return { value, gradient }
}
