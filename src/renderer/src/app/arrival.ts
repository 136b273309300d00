import { arrivedWords, offerOf } from '../panels/engine/offer'
import type { Connected } from './session.svelte'
import type { Shell } from './shell.svelte'

const switchLabel = 'Switch now'

/** Says once that TensorFlow's native library came and works, with a button where a run could go on with it. */
export function sayArrival({ engine, training }: Connected, shell: Shell): void {
  const { info } = engine
  const running = training.isUnderWay ? training.rung : undefined
  const offer = info && offerOf(info, running, true)
  if (!offer) return
  const run = (): void => {
    shell.dismiss()
    if (offer.action === 'quickest') void engine.choose(null)
    else if (info.inUse) void training.switchTo(info.inUse)
  }
  const label = offer.action === 'quickest' ? 'Use the quickest' : switchLabel
  shell.say(offer.text, offer.action && { label, run })
}

/** Takes the sentence back, if it is still there. */
export function forgetArrival({ engine }: Connected, shell: Shell): void {
  engine.hasArrived = false
  if (shell.notice?.text.startsWith(arrivedWords)) shell.dismiss()
}

/** Without a run there is nothing to switch. */
export function withdrawSwitch(shell: Shell): void {
  const { notice } = shell
  if (notice?.text.startsWith(arrivedWords) && notice.action?.label === switchLabel) shell.dismiss()
}
