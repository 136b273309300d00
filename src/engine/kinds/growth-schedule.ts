import type { Moment } from './learner'

/**
 * When a growing model draws which size. Two fifths of the run are shared alike by all sides but the last, which has the
 * rest: most of what is learned of detail is learned there, where steps are smaller by then.
 */
const lastShare = 0.6
/** Of the run: how long a new side takes to fade in. Of 64 pixels, each side but the last has two fifteenths. */
const fadeShare = 0.1

/** @param stages how many sides there are @returns which of them is the present one, from 0 */
export function stageAt({ step, totalSteps }: Moment, stages: number): number {
  const share = step / totalSteps
  return share < 1 - lastShare ? Math.floor((share * (stages - 1)) / (1 - lastShare)) : stages - 1
}

/** How far the present side is faded in: 0 when it is new, 1 in the end, and always for the first. */
export function fadeAt(moment: Moment, stages: number): number {
  const stage = stageAt(moment, stages)
  if (stage === 0) return 1
  const start = (stage * (1 - lastShare)) / (stages - 1)
  return Math.min(1, (moment.step / moment.totalSteps - start) / fadeShare)
}
