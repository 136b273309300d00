import { addOuterProduct, dot, mirrorUpperTriangle, norm } from './moments'
import { solvePositiveDefinite } from './symmetric'

/** A linear probe: `score = weights . z + bias`; positive means "yes", and its logistic is a probability. */
export interface LinearProbe {
  weights: Float64Array
  bias: number
}

/**
 * Logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares; Hastie,
 * Tibshirani & Friedman 2009, 4.4.1). Minimises `|w|^2 / 2 + C * sum(log-loss)`, bias not penalised, as
 * scikit-learn's LogisticRegression does.
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
  const parameters = new Float64Array(size + 1)
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newtonStep(rows, labels, parameters, inverseRegularization)
    for (let j = 0; j <= size; j++) parameters[j]! -= step[j]!
    if (norm(step) < 1e-8) break
  }
  return { weights: parameters.slice(0, size), bias: parameters[size]! }
}

function newtonStep(
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  parameters: Float64Array,
  inverseRegularization: number,
): Float64Array {
  const size = parameters.length
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const row = new Float64Array(size).fill(1)
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < size - 1; j++) row[j] = rows[i * (size - 1) + j]!
    const probability = 1 / (1 + Math.exp(-dot(parameters, row)))
    const residual = inverseRegularization * (probability - labels[i]!)
    for (let j = 0; j < size; j++) gradient[j]! += residual * row[j]!
    // Far from the boundary the weight underflows to 0; a trace of it keeps the bias row positive definite.
    addOuterProduct(hessian, row, inverseRegularization * Math.max(1e-10, probability * (1 - probability)))
  }
  for (let j = 0; j < size - 1; j++) {
    gradient[j]! += parameters[j]!
    hessian[j * size + j]! += 1
  }
  mirrorUpperTriangle(hessian, size)
  return solvePositiveDefinite(hessian, gradient)
}

/** Scores of `count` codes, row-major [count, size]. */
export function probeScores(probe: LinearProbe, rows: ArrayLike<number>, count: number): Float64Array {
  const size = probe.weights.length
  return Float64Array.from({ length: count }, (_, i) => probe.bias + dot(probe.weights, rows, i * size))
}
