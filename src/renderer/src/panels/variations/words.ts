import { singly } from '../../../../core/pictures/singly'
import type { GridKind, GridRecord } from '../../../../core/records/grid'
import { analogySteps } from '../../../../core/variations/grid'
import { titleOf } from '../../state/image-words'
import type { GuestView, Images } from '../../../../protocol/api'

export const kindWords: Record<GridKind, { label: string; about: string }> = {
  amounts: { label: 'Faces and amounts', about: 'A row for each selected face' },
  concepts: { label: 'Two concepts', about: 'One across, one up' },
  analogy: { label: 'Analogy (A : B :: C : ?)', about: 'Of three selected faces' },
}

const signed = (amount: number): string => (amount > 0 ? `+${amount}` : String(amount))

/** What stands over the columns. */
export function columnWords({ kind, amounts }: GridRecord): string[] {
  if (kind !== 'analogy') return amounts.map(signed)
  return Array.from({ length: analogySteps }, (_, i) => (i === 0 ? 'A' : i === analogySteps - 1 ? 'B' : ''))
}

/** What stands before the rows, from the top. */
export function rowWords({ kind, faces, amounts }: GridRecord, guests: readonly GuestView[]): string[] {
  if (kind === 'amounts') return faces.map(({ image }) => titleOf(image, guests))
  if (kind === 'concepts') return amounts.toReversed().map(signed)
  return Array.from({ length: analogySteps }, (_, i) =>
    i === 0 ? 'A, B' : i === analogySteps - 1 ? 'C, ?' : '',
  )
}

/** Why there is nothing to show. */
export function missingWords({ kind, faces, conceptIds }: GridRecord): string | undefined {
  if (kind === 'analogy')
    return faces.length < 3 ? 'Select three faces on the map first: A, B and C (Shift and click).' : undefined
  if (faces.length === 0) return 'Select a face on the map first.'
  const needed = kind === 'concepts' ? 2 : 1
  return conceptIds.length < needed ? `This model has fewer than ${needed} concepts.` : undefined
}

/** The pictures of a row; as many places before they have come. */
export function singles(row: Images | undefined, count: number): (Images | undefined)[] {
  if (!row) return Array.from({ length: count }, () => undefined)
  return singly(row)
}
