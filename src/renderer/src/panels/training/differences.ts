import type { ModelRecord } from '../../../../core/records/model'
import { seriesNames, type SeriesName } from '../../../../core/records/training'

/** One line of a table of two models. */
export interface Row {
  label: string
  values: readonly [string, string]
}

const labels: Record<string, string> = {
  kind: 'Kind',
  latentSize: 'Latent size',
  detailSize: 'Detail size',
  epochs: 'Epochs',
  batchSize: 'Batch',
  seed: 'Seed',
  learningRate: 'Learning rate',
  channels: 'Channels',
  noise: 'Noise',
  hasTiedWeights: 'Tied weights',
  isLinear: 'Linear',
  klWeight: 'KL weight',
  klWarmupSteps: 'KL warm-up, steps',
  likelihood: 'Likelihood',
  variance: 'Variance',
  freeBits: 'Free bits',
  capacity: 'Capacity, nats',
  conditions: 'Conditions',
  conditioning: 'Conditioning',
  loss: 'Loss',
  r1Weight: 'R1 weight',
  penaltyWeight: 'Penalty weight',
  realLabel: 'Label of real pictures',
  hasSpectralNorm: 'Spectral norm',
  averageDecay: 'Average of G, decay',
}
const figureLabels: Partial<Record<SeriesName, string>> = {
  psnr: 'Held-out PSNR, dB',
  elbo: 'Held-out ELBO, nats',
  reconstruction: 'Held-out reconstruction',
  kl: 'Held-out KL, nats',
  encoder: 'Held-out encoder',
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false })

/** What two models were asked that differs, data included. */
export function differences(one: ModelRecord, other: ModelRecord, dataNames: (id: string) => string): Row[] {
  const [a, b] = [one, other].map(({ config }) => config as unknown as Record<string, unknown>)
  const keys = [...new Set([...Object.keys(a!), ...Object.keys(b!)])]
  const rows = keys.map((key) => rowOf(labels[key] ?? key, a![key], b![key]))
  const data = rowOf('Data', dataNames(one.datasetId), dataNames(other.datasetId))
  return [data, ...rows].filter(({ values }) => values[0] !== values[1])
}

/** Their figures on pictures kept aside, at their newest checkpoints. */
export function figures(one: ModelRecord, other: ModelRecord): Row[] {
  return seriesNames.flatMap((name) => {
    const label = figureLabels[name]
    const row = label && rowOf(label, one.figures?.[name], other.figures?.[name])
    return row && row.values.some((value) => value !== missing) ? [row] : []
  })
}

const missing = '–'

function rowOf(label: string, one: unknown, other: unknown): Row {
  return { label, values: [inWords(one), inWords(other)] }
}

function inWords(value: unknown): string {
  if (value === undefined) return missing
  if (typeof value === 'number') return amount.format(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(', ') || 'none'
  return typeof value === 'string' ? value : missing
}
