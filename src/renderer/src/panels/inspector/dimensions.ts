import { evaluateEdit } from '../../../../core/editing/evaluate'
import { latentOf, withLatent } from '../../../../core/editing/operations'
import type { Operation } from '../../../../core/records/edit'
import type { LatentView } from '../../../../protocol/api'
import { isBeyond, stripAmounts, type Cell } from '../../state/strip-cell'
import { dimensionScale } from './stack-row'

/** Those whose number begins with what was written; all where nothing was. */
export function foundDimensions(all: readonly number[], sought: string): readonly number[] {
  const digits = sought.trim()
  if (digits === '') return all
  const found = all.filter((dimension) => String(dimension).startsWith(digits))
  return found.toSorted((a, b) => Number(String(b) === digits) - Number(String(a) === digits))
}

/** The edit with seven amounts of one dimension, in standard deviations. */
export function stripOf(
  dimension: number,
  { latent, code, operations }: { latent: LatentView; code: Float32Array; operations: readonly Operation[] },
): Cell[] {
  const { unit, safe } = dimensionScale(dimension, { latent, code })
  const now = latentOf(operations, dimension) / unit
  return stripAmounts.map((amount) => ({
    amount,
    z: evaluateEdit(code, withLatent(operations, dimension, amount * unit), latent),
    isBeyond: isBeyond(safe, amount),
    isNow: Math.abs(amount - now) < 0.05,
  }))
}
