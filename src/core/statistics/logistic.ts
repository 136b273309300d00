import { minimise, type Evaluation } from './lbfgs'
import { columnMeans, covariance, dot } from './moments'
import { factorise } from './symmetric'

/** A linear probe: `score = weights . z + bias`; positive means "yes", and its logistic is a probability. */
export interface LinearProbe {
  weights: Float64Array
  bias: number
}

/**
 * Logistic regression with an L2 penalty. Minimises `|w|^2 / 2 + C * sum(log-loss)`, bias not penalised, as
 * scikit-learn's LogisticRegression does.
 *
 * By L-BFGS on parameters that are turned and stretched until the bound on the second derivatives, `X^T X / 4` and the
 * penalty (Böhning & Lindsay 1988), is the identity: a dozen passes over the rows instead of a matrix in each.
 *
 * @param rows row-major [count, size]
 * @param labels 1 or 0 per row
 */
export function fitLogistic(
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  size: number,
  inverseRegularization = 1,
): LinearProbe {
  const x = new Float64Array(rows)
  const factor = boundFactor(x, labels.length, size, inverseRegularization)
  const evaluate = (turned: Float64Array): Evaluation => {
    const { value, gradient } = logLoss(x, labels, turnedBack(factor, turned), inverseRegularization)
    return { value, gradient: solveLower(factor, gradient) }
  }
  const parameters = turnedBack(factor, minimise(evaluate, new Float64Array(size + 1), 1e-6))
  return { weights: parameters.slice(0, size), bias: parameters[size]! }
}

/** Cholesky's factor L of the bound on the second derivatives, the bias last; row-major, its lower triangle counts. */
function boundFactor(
  x: Float64Array,
  count: number,
  size: number,
  inverseRegularization: number,
): Float64Array {
  const mean = columnMeans(x, count, size)
  const spread = covariance(x, count, size, mean)
  const bound = new Float64Array((size + 1) * (size + 1))
  const scale = inverseRegularization / 4
  const wholeMean = [...mean, 1]
  for (let i = 0; i <= size; i++)
    for (let j = 0; j <= size; j++) {
      const own = i < size && j < size ? (count - 1) * spread[i * size + j]! : 0
      const penalty = i === j && i < size ? 1 : 0
      bound[i * (size + 1) + j] = scale * (own + count * wholeMean[i]! * wholeMean[j]!) + penalty
    }
  factorise(bound, size + 1)
  return bound
}

function logLoss(
  x: Float64Array,
  labels: ArrayLike<number>,
  parameters: Float64Array,
  inverseRegularization: number,
): Evaluation {
  const size = parameters.length - 1
  const gradient = new Float64Array(size + 1)
  let loss = 0
  for (let i = 0, at = 0; i < labels.length; i++, at += size) {
    const score = parameters[size]! + dotAt(parameters, x, at, size)
    const sign = labels[i]! > 0.5 ? 1 : -1
    const small = Math.exp(-Math.abs(score))
    loss += Math.log1p(small) + Math.max(0, -sign * score)
    const residual = (score > 0 ? 1 : small) / (1 + small) - (sign > 0 ? 1 : 0)
    for (let j = 0; j < size; j++) gradient[j]! += residual * x[at + j]!
    gradient[size]! += residual
  }
  let penalty = 0
  for (let j = 0; j <= size; j++) {
    const weight = j < size ? parameters[j]! : 0
    gradient[j] = inverseRegularization * gradient[j]! + weight
    penalty += weight * weight
  }
  return { value: inverseRegularization * loss + penalty / 2, gradient }
}

/** Of `size` numbers from `at` on: two sums side by side do not wait for one another. */
function dotAt(parameters: Float64Array, x: Float64Array, at: number, size: number): number {
  let even = 0
  let odd = 0
  for (let j = 0; j < size - 1; j += 2) {
    even += parameters[j]! * x[at + j]!
    odd += parameters[j + 1]! * x[at + j + 1]!
  }
  return size % 2 === 1 ? even + odd + parameters[size - 1]! * x[at + size - 1]! : even + odd
}

/** `L^-1 b`. */
function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length
  const solution = b.slice()
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= factor[i * size + k]! * solution[k]!
    solution[i]! /= factor[i * size + i]!
  }
  return solution
}

/** `L^-T u`: parameters as they are. */
function turnedBack(factor: Float64Array, turned: Float64Array): Float64Array {
  const size = turned.length
  const solution = turned.slice()
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i]! -= factor[k * size + i]! * solution[k]!
    solution[i]! /= factor[i * size + i]!
  }
  return solution
}

/** Scores of `count` codes, row-major [count, size]. */
export function probeScores(probe: LinearProbe, rows: ArrayLike<number>, count: number): Float64Array {
  const size = probe.weights.length
  return Float64Array.from({ length: count }, (_, i) => probe.bias + dot(probe.weights, rows, i * size))
}
