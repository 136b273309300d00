import type { HistoryStep, LatentView } from '../../../../protocol/api'
import { mentionOf } from '../../state/image-words'

const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

/** `Older · step 12, image 7, 14:02`: what a step did and when. */
export function wordsOf(
  { step, name, at, first, images, timeline, guest }: HistoryStep,
  shown: Pick<LatentView, 'modelId' | 'guests'> | undefined,
  today = new Date(),
): string {
  const what =
    timeline !== undefined
      ? 'timeline'
      : guest !== undefined
        ? `your picture "${guest.name}"`
        : first === undefined
          ? 'selection'
          : images > 1
            ? `${images} images`
            : mentionOf(first.image, first.modelId === shown?.modelId ? shown.guests : [])
  const date = new Date(at)
  const when = date.toDateString() === today.toDateString() ? '' : `${day.format(date)} `
  const words = `step ${step}, ${what}, ${when}${time.format(date)}`
  return name ? `${name} · ${words}` : words.replace(/^s/, 'S')
}
