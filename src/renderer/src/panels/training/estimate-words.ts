import { rungLabels } from '../../../../core/records/engine'
import type { TrainEstimate } from '../../../../protocol/api'

/** `1.2 M numbers`. */
export function numbersInWords(count: number): string {
  if (count < 1000) return `${count} numbers`
  const [size, unit] = count < 999_500 ? [count / 1000, 'k'] : [count / 1e6, 'M']
  return `${size.toFixed(size < 9.95 ? 1 : 0)} ${unit} numbers`
}

/** `340 MB`, `1.2 GB`. */
export function memoryInWords(bytes: number): string {
  const megabytes = bytes / 1e6
  return megabytes < 995
    ? `${Math.max(10, Math.round(megabytes / 10) * 10)} MB`
    : `${(megabytes / 1000).toFixed(1)} GB`
}

/** Rounded as coarsely as it is uncertain: `14 s`, `5 minutes`, `2.5 hours`. */
export function timeInWords(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 0.95) return `${Math.max(0.1, seconds).toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const minutes = seconds / 60
  if (minutes < 59.5) return `${Math.round(minutes)} ${Math.round(minutes) === 1 ? 'minute' : 'minutes'}`
  const hours = Math.round(minutes / 6) / 10
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`
}

/** `1.2 M numbers, 340 MB, about 14 s an epoch, 5 minutes in all`. */
export function estimateInWords(estimate: TrainEstimate, epochs: number): string {
  const { parameters, memoryBytes, msPerEpoch } = estimate
  const epoch = `about ${timeInWords(msPerEpoch)} an epoch`
  const all = `${timeInWords(msPerEpoch * epochs)} in all`
  return [numbersInWords(parameters), memoryInWords(memoryBytes), epoch, all].join(', ')
}

export const measuredOn = ({ rung, stepMs }: TrainEstimate): string =>
  `Measured on ${rungLabels[rung]}: ${timeInWords(stepMs)} a step.`
