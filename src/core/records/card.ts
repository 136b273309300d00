import { timeInWords } from '../words/amounts'
import type { DatasetRecord } from './dataset'
import type { ModelRecord } from './model'
import { codeSizeOf, kindLabels, type SeriesName, type TrainingConfig } from './training'
import { settingsOf } from './training-forms'
import { settingInWords, settingLabel } from './training-settings-words'

/** All that is known of a model and fits on a page. */
export interface CardFacts {
  model: ModelRecord
  /** Absent when its data are no longer there. */
  dataset?: DatasetRecord
  /** Numbers of the code that say something of a picture; of kinds with a posterior, once codes are there. */
  activeUnits?: number
}

interface CardRow {
  label: string
  value: string
}

interface CardSection {
  title: string
  rows: CardRow[]
}

/** What the figures are called that a card tells, in its order. All are of held-out pictures. */
export const figureLabels: Partial<Record<SeriesName, string>> = {
  psnr: 'PSNR, dB',
  elbo: 'ELBO, nats',
  reconstruction: 'Reconstruction',
  kl: 'KL, nats',
  encoder: 'Encoder',
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
const whole = new Intl.NumberFormat('en')

export function cardOf(facts: CardFacts): CardSection[] {
  const { model, dataset } = facts
  return [
    { title: 'Run', rows: runRows(model) },
    { title: 'Settings', rows: settingRows(model.config) },
    { title: 'Data', rows: dataRows(model, dataset) },
    { title: 'Figures on held-out pictures', rows: figureRows(facts) },
  ].filter(({ rows }) => rows.length > 0)
}

function runRows({ config, state, epoch, step, trainedMs, engine, createdAt }: ModelRecord): CardRow[] {
  return [
    { label: 'Kind', value: kindLabels[config.kind] },
    { label: 'Code', value: `${codeSizeOf(config)} numbers` },
    { label: 'State', value: `${state}, epoch ${epoch} of ${config.epochs}, ${whole.format(step)} steps` },
    { label: 'Time', value: timeInWords(trainedMs) },
    { label: 'Engine', value: engine || 'not known' },
    { label: 'Begun', value: createdAt.slice(0, 16).replace('T', ' ') },
  ]
}

function settingRows(config: TrainingConfig): CardRow[] {
  const { first, more } = settingsOf(config.kind)
  return [...first, ...more].map((name) => ({
    label: settingLabel(name),
    value: settingInWords(config, name),
  }))
}

function dataRows({ width, height }: ModelRecord, dataset: DatasetRecord | undefined): CardRow[] {
  const size = { label: 'Size', value: `${width} x ${height} pixels` }
  if (!dataset) return [{ label: 'Name', value: 'no longer in this document' }, size]
  const heldOut = Math.round(dataset.heldOut.fraction * 100)
  const count = `${whole.format(dataset.count)}, of which ${heldOut} % are held out`
  const credits = dataset.credits ? [{ label: 'Credits', value: dataset.credits }] : []
  return [{ label: 'Name', value: dataset.name }, { label: 'Pictures', value: count }, size, ...credits]
}

function figureRows({ model: { figures = {}, config }, activeUnits }: CardFacts): CardRow[] {
  const rows = Object.entries(figureLabels).flatMap(([name, label]) => {
    const figure = figures[name as SeriesName]
    return figure === undefined ? [] : [{ label, value: amount.format(figure) }]
  })
  if (activeUnits === undefined) return rows
  return [...rows, { label: 'Active units', value: `${activeUnits} of ${ownSizeOf(config)}` }]
}

/** Numbers of a code that the encoder finds: all but the conditions. */
export function ownSizeOf(config: TrainingConfig): number {
  return codeSizeOf(config) - ('conditions' in config ? config.conditions.length : 0)
}

/** The card as plain text, for a mail or a lab book. */
export function cardText(facts: CardFacts): string {
  const sections = cardOf(facts).map(
    ({ title, rows }) => `${title}\n${rows.map(({ label, value }) => `  ${label}: ${value}`).join('\n')}`,
  )
  return [facts.model.name, ...sections].join('\n\n')
}
