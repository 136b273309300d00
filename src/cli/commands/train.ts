import type { ModelRecord } from '../../core/records/model'
import { kindAbout } from '../../core/records/training-forms'
import { mainLossOf, modelKinds, type ModelKind, type WantedConfig } from '../../core/records/training'
import type { Service } from '../../protocol/rpc'
import { number, text, UsageError, wholeNumber, type Arguments } from '../arguments'
import type { Command, Context } from '../command'
import { openNamed } from './document'

export const trainCommand: Command = {
  usage:
    'train DOC [--kind KIND] [--conditions LABEL,LABEL] [--latent 32] [--epochs N] [--seed 7] [--batch N] [--learning-rate X] [--kl X] [--warmup STEPS] [--dataset ID]',
  about: 'train a model on a data set of the document',
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

function configFrom(args: Arguments): WantedConfig {
  const kind = kindFrom(text(args, 'kind') ?? 'vae')
  const [learningRate, klWeight] = [number(args, 'learning-rate'), number(args, 'kl')]
  const conditions = text(args, 'conditions')?.split(',')
  return {
    kind,
    ...(conditions && { conditions }),
    ...(text(args, 'latent') && { latentSize: wholeNumber(args, 'latent', 0) }),
    ...(text(args, 'epochs') && { epochs: wholeNumber(args, 'epochs', 0) }),
    ...(text(args, 'seed') && { seed: wholeNumber(args, 'seed', 0) }),
    ...(text(args, 'batch') && { batchSize: wholeNumber(args, 'batch', 0) }),
    ...(text(args, 'warmup') && { klWarmupSteps: wholeNumber(args, 'warmup', 0) }),
    ...(learningRate !== undefined && { learningRate }),
    ...(klWeight !== undefined && { klWeight }),
  }
}

/** @throws UsageError that lists the kinds */
function kindFrom(name: string): ModelKind {
  const kind = modelKinds.find((known) => known === name)
  if (kind) return kind
  const lines = modelKinds.map((known) => `  ${known.padEnd(10)}${kindAbout(known)}`)
  throw new UsageError(`There is no kind of model "${name}"; there are:\n${lines.join('\n')}`)
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
