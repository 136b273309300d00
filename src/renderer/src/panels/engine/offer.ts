import { rungLabels, type RungName } from '../../../../core/records/engine'
import type { EngineInfo } from '../../../../protocol/api'
import { quickest, timesQuicker } from '../../../../protocol/engine-words'

export const arrivedWords = "TensorFlow's native library is ready"

/** A better way to train than what is used, and what a click does about it. */
export interface Offer {
  text: string
  /** `switch` takes the run in progress there, `quickest` gives up the choice by hand. */
  action?: 'switch' | 'quickest'
}

/**
 * @param run what the run in progress trains on
 * @param hasArrived TensorFlow's native library came while the window was open
 */
export function offerOf(info: EngineInfo, run: RungName | undefined, hasArrived: boolean): Offer | undefined {
  const { inUse } = info
  if (!inUse) return undefined
  if (run && run !== inUse) return { text: switchWords(info, run, inUse, hasArrived), action: 'switch' }
  return hasArrived ? arrivalOffer(info, inUse) : undefined
}

function switchWords(info: EngineInfo, run: RungName, next: RungName, hasArrived: boolean): string {
  const gain = timesQuicker(info, next, run)
  const [here, there] = [rungLabels[run], rungLabels[next]]
  if (!gain) return `This run trains on ${here}; the next one trains on ${there}.`
  const subject = hasArrived && next === 'native' ? arrivedWords : `${there} works here`
  return `${subject}: ${gain} than ${here}, on which this run trains. Used from the next run on.`
}

function arrivalOffer(info: EngineInfo, inUse: RungName): Offer | undefined {
  const gain = timesQuicker(info, 'native', inUse === 'native' ? 'wasm' : inUse)
  if (!gain) return undefined
  if (inUse === 'native')
    return { text: `${arrivedWords}: ${gain} than WebAssembly. Used from the next run on.` }
  if (quickest(info)?.name !== 'native') return undefined
  return {
    text: `${arrivedWords}: ${gain} than ${rungLabels[inUse]}, which was chosen by hand.`,
    action: 'quickest',
  }
}
