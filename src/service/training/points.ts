import type { TrainingPoint } from '../../core/records/training'

/**
 * The one history of a run that was interrupted and went on: steps that were done again count as they went the last
 * time, and what came after the checkpoint at `lastStep` is to be done again.
 */
export function historyUntil(points: readonly TrainingPoint[], lastStep: number): TrainingPoint[] {
  const history: TrainingPoint[] = []
  for (const point of points) {
    while (history.length > 0 && history.at(-1)!.step >= point.step) history.pop()
    history.push(point)
  }
  return history.filter(({ step }) => step <= lastStep)
}
