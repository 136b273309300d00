import { arrivedWords, offerOf } from '../panels/engine/offer'
import type { Connected } from './session.svelte'
import type { Shell } from './shell.svelte'

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
  const label = offer.action === 'quickest' ? 'Use the quickest' : 'Switch now'
  shell.say(offer.text, offer.action && { label, run })
}

/** Takes the sentence back, if it is still there. */
export function forgetArrival({ engine }: Connected, shell: Shell): void {
  engine.hasArrived = false
  if (shell.notice?.text.startsWith(arrivedWords)) shell.dismiss()
}
