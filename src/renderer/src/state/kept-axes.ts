import { axisKeeping, type KeptAxis } from '../../../core/concepts/keep'
import type { ConceptRecord } from '../../../core/records/concept'
import type { LatentView } from '../../../protocol/api'

type Axis = Pick<
  ConceptRecord,
  'id' | 'direction' | 'boundary' | 'unitLength' | 'meanAlong' | 'safeRange' | 'histogram'
>
type Measured = Omit<KeptAxis, 'direction'> & { direction: number[] }

/** One per concept: what is pinned changes seldom, and a slider asks at every step. */
const known = new WeakMap<Axis, { latent: LatentView; key: string; axis: Measured }>()

/** Where the data lie along a concept while others are kept; along its own direction where nothing is left of it. */
export function axisUnder(concept: Axis, keep: readonly string[], latent: LatentView): Measured {
  const others = keep.filter((id) => id !== concept.id)
  if (others.length === 0) return concept
  const [key, found] = [[...others].sort().join(), known.get(concept)]
  if (found?.latent === latent && found.key === key) return found.axis
  const kept = axisKeeping(concept, others, latent.concepts, latent)
  const axis = kept ? { ...kept, direction: Array.from(kept.direction) } : concept
  known.set(concept, { latent, key, axis })
  return axis
}
