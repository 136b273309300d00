import { minimise, type Evaluation } from './lbfgs'
import { dot } from './moments'

/** A linear classifier: the class of a row is the one whose `weights . row + bias` is largest. */
export interface LinearClassifier {
  /** Row-major [classCount, size]. */
  weights: Float64Array
  /** [classCount] */
  biases: Float64Array
}

/**
 * Softmax regression with an L2 penalty (Hastie, Tibshirani & Friedman 2009, 4.4). Minimises
 * `|W|^2 / 2 + C * sum(cross-entropy)`, biases not penalised, as scikit-learn's LogisticRegression does.
 *
 * @param rows row-major [count, size]; columns of like spread are learnt fastest
 * @param classes 0 to classCount - 1 per row
 * @throws RangeError when the two differ in count or a class is out of range
 */
export function fitMultinomial(
  rows: ArrayLike<number>,
  classes: ArrayLike<number>,
  classCount: number,
  inverseRegularization = 1,
): LinearClassifier {
  const size = rows.length / classes.length
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${rows.length} numbers are not a table of ${classes.length} rows`)
  if (Array.from(classes).some((c) => !Number.isInteger(c) || c < 0 || c >= classCount))
    throw new RangeError(`a class is not a whole number from 0 to ${classCount - 1}`)
  const evaluate = (parameters: Float64Array): Evaluation =>
    penalisedLoss(split(parameters, classCount), rows, classes, inverseRegularization)
  return split(minimise(evaluate, new Float64Array(classCount * (size + 1))), classCount)
}

/** The class of each row, [count]. */
export function predictClasses(by: LinearClassifier, rows: ArrayLike<number>): Uint32Array {
  const size = by.weights.length / by.biases.length
  return Uint32Array.from({ length: rows.length / size }, (_, i) => {
    const scores = scoresOf(by, rows, i)
    return scores.indexOf(scores.reduce((a, b) => Math.max(a, b)))
  })
}

/** Views, not copies: weights first, then biases. */
function split(parameters: Float64Array, classCount: number): LinearClassifier {
  const end = parameters.length - classCount
  return { weights: parameters.subarray(0, end), biases: parameters.subarray(end) }
}

function scoresOf({ weights, biases }: LinearClassifier, rows: ArrayLike<number>, i: number): Float64Array {
  const size = weights.length / biases.length
  return biases.map((bias, c) => bias + dot(weights.subarray(c * size, (c + 1) * size), rows, i * size))
}

function penalisedLoss(
  by: LinearClassifier,
  rows: ArrayLike<number>,
  classes: ArrayLike<number>,
  inverseRegularization: number,
): Evaluation {
  const [size, classCount] = [rows.length / classes.length, by.biases.length]
  const gradient = new Float64Array(classCount * (size + 1))
  const slopes = split(gradient, classCount)
  slopes.weights.set(by.weights)
  let value = dot(by.weights, by.weights) / 2
  for (let i = 0; i < classes.length; i++) {
    const scores = scoresOf(by, rows, i)
    const logSum = logSumExp(scores)
    value += inverseRegularization * (logSum - scores[classes[i]!]!)
    for (let c = 0; c < classCount; c++) {
      const residual = inverseRegularization * (Math.exp(scores[c]! - logSum) - (c === classes[i] ? 1 : 0))
      slopes.biases[c]! += residual
      for (let j = 0; j < size; j++) slopes.weights[c * size + j]! += residual * rows[i * size + j]!
    }
  }
  return { value, gradient }
}

/** log(sum(exp(x))) without overflow. */
function logSumExp(values: Float64Array): number {
  const largest = values.reduce((a, b) => Math.max(a, b))
  return largest + Math.log(values.reduce((sum, x) => sum + Math.exp(x - largest), 0))
}
