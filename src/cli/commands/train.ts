import type { ModelRecord } from '../../core/records/model'
import {
  defaultConfigs,
  mainLossOf,
  modelKinds,
  type ModelKind,
  type WantedConfig,
} from '../../core/records/training'
import type { SettingName } from '../../core/records/training-settings'
import { settingTable } from '../../core/records/training-settings-table'
import type { Service } from '../../protocol/rpc'
import { number, text, UsageError, wholeNumber, type Arguments } from '../arguments'
import type { Command, Context } from '../command'
import { settingsFrom } from '../train-settings'
import { openNamed } from './document'

export const trainCommand: Command = {
  usage:
    'train DOC [--kind KIND] [--conditions LABEL,LABEL] [--latent 32] [--epochs N] [--seed 7] [--batch N] [--learning-rate X] [--kl X] [--warmup STEPS] [--set NAME=VALUE,…] [--dataset ID] [--name NAME]',
  about: `train a model on a data set of the document; KIND is ${modelKinds.join(', ')}, and --set takes any setting of the kind, such as --set channels=small,freeBits=0.1`,
  operands: ['DOC'],
  options: [
    'kind',
    'conditions',
    'latent',
    'epochs',
    'seed',
    'batch',
    'learning-rate',
    'kl',
    'warmup',
    'set',
    'dataset',
    'name',
  ],
  async run(context) {
    const { args, terminal } = context
    const config = configFrom(args)
    const document = await openNamed(context)
    const wanted = text(args, 'dataset')
    const dataset = wanted ? document.datasets.find(({ id }) => id === wanted) : document.datasets.at(-1)
    if (!dataset) throw new Error('This document has no such data set; add one with: slerp dataset DOC')
    const name = text(args, 'name')
    const model = await train(context, { datasetId: dataset.id, config, ...(name && { name }) })
    terminal.say(summary(model))
    terminal.result({ model: model.id, ...model })
  },
}

/** Settings that have an option of their own. */
const shortOptions: Record<string, SettingName> = {
  latent: 'latentSize',
  epochs: 'epochs',
  seed: 'seed',
  batch: 'batchSize',
  'learning-rate': 'learningRate',
  kl: 'klWeight',
  warmup: 'klWarmupSteps',
}

/** Which settings go together, and their ranges, the service checks. */
function configFrom(args: Arguments): WantedConfig {
  const kind = kindFrom(text(args, 'kind') ?? 'vae')
  const short = Object.entries(shortOptions)
    .filter(([option]) => text(args, option) !== undefined)
    .map(([option, name]) => [assertKnown(kind, name, option), numberOf(args, option, name)])
  const conditions = text(args, 'conditions')?.split(',')
  if (conditions) assertKnown(kind, 'conditions', 'conditions')
  const set = text(args, 'set')
  return {
    kind,
    ...Object.fromEntries(short),
    ...(conditions && { conditions: conditions.map((name) => name.trim()) }),
    ...(set !== undefined && settingsFrom(kind, set)),
  } as WantedConfig
}

function numberOf(args: Arguments, option: string, name: SettingName): number | undefined {
  const setting = settingTable[name]
  const isWhole = setting.type === 'number' && setting.isWhole
  return isWhole ? wholeNumber(args, option, 0) : number(args, option)
}

function assertKnown(kind: ModelKind, name: SettingName, option: string): SettingName {
  if (name in defaultConfigs[kind]) return name
  throw new UsageError(`--${option} is nothing that ${kind} has.`)
}

/** @throws UsageError that lists the kinds */
function kindFrom(name: string): ModelKind {
  const kind = modelKinds.find((known) => known === name)
  if (kind) return kind
  throw new UsageError(`There is no kind of model "${name}"; there are ${modelKinds.join(', ')}.`)
}

/** Trains to the end and gives the model. Ctrl-C stops it and keeps what was learned. */
export async function train(
  { service, terminal }: Context,
  request: { datasetId: string; config: WantedConfig; name?: string },
): Promise<ModelRecord> {
  const ended = untilEnded(service)
  service.on('train.progress', ({ point, steps, epochs, remainingMs }) =>
    terminal.progress(
      `Epoch ${point.epoch} of ${epochs}`,
      point.step,
      steps,
      `loss ${mainLossOf(point).toFixed(1)}, ${Math.ceil(remainingMs / 1000)} s left`,
    ),
  )
  const stop = (): void => void service.call('train.stop', {})
  process.once('SIGINT', stop)
  const { modelId } = await service.call('train.start', request)
  const { state, message } = await ended
  process.off('SIGINT', stop)
  if (state === 'failed') throw new Error(message ?? 'The training failed.')
  const document = await service.call('document.current', {})
  const model = document?.models.find(({ id }) => id === modelId)
  if (!model) throw new Error('The model was not kept.')
  return model
}

function untilEnded(service: Service): Promise<{ state: string; message?: string }> {
  return new Promise((resolve) => {
    service.on('train.state', (change) => {
      if (['done', 'stopped', 'failed'].includes(change.state)) resolve(change)
    })
  })
}

function summary({ id, name, config, figures, trainedMs, engine }: ModelRecord): string {
  const took = `${(trainedMs / 1000).toFixed(0)} s on ${engine}`
  const psnr = figures?.psnr === undefined ? '' : `, held-out PSNR ${figures.psnr.toFixed(1)} dB`
  return `Trained ${name} (${id}): ${config.epochs} epochs in ${took}${psnr}`
}
