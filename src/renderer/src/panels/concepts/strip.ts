import { codeOf, evaluateEdit } from '../../../../core/editing/evaluate'
import { withAmount } from '../../../../core/editing/operations'
import type { ConceptRecord } from '../../../../core/records/concept'
import type { Operation } from '../../../../core/records/edit'
import type { Images, LatentView } from '../../../../protocol/api'
import { stripAmounts } from '../../state/strip-cell'

interface Face {
  latent: LatentView
  image: number
  operations: readonly Operation[]
  /** Concepts that are left as they are. */
  keep: readonly string[]
}

/** The codes of a face with seven amounts of a concept, kept or not, row-major; undefined without such a face. */
export function stripCodes(
  { latent, image, operations, keep }: Face,
  concept: ConceptRecord,
): Float32Array | undefined {
  const code = codeOf(latent, image)
  if (!code || concept.direction.length !== latent.latentSize) return undefined
  const others = latent.concepts.filter(({ id }) => id !== concept.id)
  const space = { ...latent, concepts: [...others, concept] }
  const z = new Float32Array(stripAmounts.length * latent.latentSize)
  stripAmounts.forEach((amount, i) => {
    const edit = withAmount(operations, concept.id, amount, keep)
    z.set(evaluateEdit(code, edit, space), i * latent.latentSize)
  })
  return z
}

export type Decode = (z: Float32Array, count: number) => Promise<Images>
