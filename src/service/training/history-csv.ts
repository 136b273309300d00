import { seriesNames, type TrainingPoint } from '../../core/records/training'

/**
 * The history of a run as CSV: a row per point, a column per series that there are numbers of, those on held-out
 * pictures after the others. What is not known is an empty cell.
 */
export function historyToCsv(points: readonly TrainingPoint[]): string {
  const [told, heldOut] = [
    seriesNames.filter((name) => points.some((point) => point[name] !== undefined)),
    seriesNames.filter((name) => points.some((point) => point.heldOut?.[name] !== undefined)),
  ]
  const header = ['step', 'epoch', ...told, ...heldOut.map((name) => `heldOut.${name}`)]
  const rows = points.map((point) => [
    point.step,
    point.epoch,
    ...told.map((name) => point[name]),
    ...heldOut.map((name) => point.heldOut?.[name]),
  ])
  return [header, ...rows].map((cells) => `${cells.map((cell) => cell ?? '').join(',')}\n`).join('')
}
