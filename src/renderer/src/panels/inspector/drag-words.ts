import type { PictureDrag } from '../../state/picture-drag.svelte'

type Told = Pick<PictureDrag, 'isRunning' | 'isPainting' | 'end' | 'steps' | 'shown' | 'left'> & {
  pairs: Pick<PictureDrag['pairs'], 'all' | 'isReady'>
}

const undoing = 'The slider goes back to any step; Undo takes it all back.'

/** One line of what to do, or of what goes on. */
export function dragWords({ isRunning, isPainting, end, steps, shown, left = NaN, pairs }: Told): string {
  if (isRunning)
    return steps === 0 ? 'Starting…' : `Step ${steps}, ${left.toFixed(1)} pixels to go. Escape drops it.`
  if (end === 'arrived') return `Arrived after ${steps} ${steps === 1 ? 'step' : 'steps'}. ${undoing}`
  if (end === 'stopped') return `Stopped after ${steps} steps. ${undoing}`
  if ((end === 'stuck' || end === 'steps') && shown === 0)
    return 'The model cannot move this point: perhaps it never saw it lie elsewhere. Nothing was changed.'
  if (end === 'stuck' || end === 'steps') return `As near as the model comes. ${undoing}`
  if (isPainting) return 'Paint where the picture may change; Shift takes away.'
  if (pairs.all.length === 0) return 'Press a point of the picture and drag to where it is to go.'
  if (!pairs.isReady) return 'Drag from the point to where it is to go.'
  return 'Start moves the points into their rings.'
}
