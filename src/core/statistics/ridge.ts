import type { LinearProbe } from './logistic'
import { columnMeans, covariance, dot } from './moments'
import { solvePositiveDefinite } from './symmetric'

/**
 * Ridge regression (Hoerl & Kennard 1970): `score = weights . z + bias` comes closest to the targets in squared error
 * plus `penalty * |w|^2`, the bias not penalised, as in scikit-learn's Ridge.
 *
 * @param rows row-major [count, size]
 * @param targets one per row
 */
export function fitRidge(
  rows: ArrayLike<number>,
  targets: ArrayLike<number>,
  size: number,
  penalty = 1,
): LinearProbe {
  const count = targets.length
  const mean = columnMeans(rows, count, size)
  const targetMean = columnMeans(targets, count, 1)[0]!
  const products = covariance(rows, count, size, mean).map((x) => x * (count - 1))
  for (let j = 0; j < size; j++) products[j * size + j]! += penalty
  const towards = new Float64Array(size)
  for (let i = 0; i < count; i++)
    for (let j = 0; j < size; j++)
      towards[j]! += (rows[i * size + j]! - mean[j]!) * (targets[i]! - targetMean)
  const weights = solvePositiveDefinite(products, towards)
  return { weights, bias: targetMean - dot(weights, mean) }
}
