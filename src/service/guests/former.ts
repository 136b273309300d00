import type { EditHistory } from '../../core/editing/history'
import { isOfModel, type GuestRecord } from '../../core/records/guest'

/**
 * Pictures beside the data that are gone but that the history still knows, as they were last called: those that are asked
 * for, and before each what it is mixed of. What is there is left out.
 *
 * @returns undefined when one of them never was, or cannot be shown to the model
 */
export function formerGuests(
  { guests, steps }: Pick<EditHistory, 'guests' | 'steps'>,
  datasetId: string,
  modelId: string,
  ids: readonly string[],
): GuestRecord[] | undefined {
  const isOfIt = (record: GuestRecord): boolean =>
    record.datasetId === datasetId && isOfModel(record, modelId)
  const known = [...steps.values()].flatMap(({ after }) => after.guest?.record ?? []).filter(isOfIt)
  const there = new Set([...guests.values()].map(({ id }) => id))
  const found = new Map<string, GuestRecord>()
  const add = (id: string): boolean => {
    if (there.has(id) || found.has(id)) return true
    const record = known.findLast((one) => one.id === id)
    if (!record) return false
    const parents = record.source.kind === 'mix' ? record.source.parents : []
    // Older than itself: a journal may say anything, and must not lead in a circle.
    const older = parents.filter(({ image }) => image < record.image)
    const ofThem = older.flatMap(({ image }) => known.find((one) => one.image === image)?.id ?? [])
    if (!ofThem.every(add)) return false
    found.set(id, record)
    return true
  }
  return ids.every(add) ? [...found.values()] : undefined
}
