import { codeOf, evaluateEdit } from '../../../../core/editing/evaluate'
import { withAmount } from '../../../../core/editing/operations'
import type { ConceptRecord } from '../../../../core/records/concept'
import type { Images, LatentView } from '../../../../protocol/api'
import type { Editor } from '../../state/editor.svelte'

/** Decodes `count` codes, row-major. */
export type Decode = (z: Float32Array, count: number) => Promise<Images>

const count = 5

/** The selected picture with five amounts of a concept, evenly over its safe range; all other edits stay. */
export async function previewOf(
  { editor, latent, decode }: { editor: Editor; latent: LatentView; decode: Decode },
  concept: ConceptRecord,
): Promise<Images | undefined> {
  const code = editor.selected === undefined ? undefined : codeOf(latent, editor.selected)
  if (!code) return undefined
  const { latentSize } = latent
  const [least, most] = editor.safeAmounts(concept)
  const z = new Float32Array(count * latentSize)
  for (let i = 0; i < count; i++) {
    const amount = least + ((most - least) * i) / (count - 1)
    z.set(evaluateEdit(code, withAmount(editor.operations, concept.id, amount), latent), i * latentSize)
  }
  return decode(z, count)
}
