import { rungLabels } from '../../../../core/records/engine'
import { memoryInWords, numbersInWords, timeInWords } from '../../../../core/words/amounts'
import type { TrainEstimate } from '../../../../protocol/api'

/** `1.2 M numbers, 340 MB, about 14 s an epoch, 5 minutes in all`. */
export function estimateInWords(estimate: TrainEstimate, epochs: number): string {
  const { parameters, memoryBytes, msPerEpoch } = estimate
  const epoch = `about ${timeInWords(msPerEpoch)} an epoch`
  const all = `${timeInWords(msPerEpoch * epochs)} in all`
  return [numbersInWords(parameters), memoryInWords(memoryBytes), epoch, all].join(', ')
}

export const measuredOn = ({ rung, stepMs }: TrainEstimate): string =>
  `Measured on ${rungLabels[rung]}: ${timeInWords(stepMs)} a step.`
