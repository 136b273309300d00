import { basename, resolve } from 'node:path'
import { imageSize, type DatasetRecord, type ImageSize, type PresetName } from '../../core/records/dataset'
import type { DocumentView } from '../../protocol/api'
import { position, text, UsageError, wholeNumber } from '../arguments'
import type { Command, Context } from '../command'

/** Opens the document named by the first argument, for writing. */
export async function openNamed({ args, service }: Context): Promise<DocumentView> {
  const document = await service.call('document.open', { path: resolve(position(args, 0, 'DOC')) })
  if (document.readOnlyBecause) throw new Error(document.readOnlyBecause)
  return document
}

/** The current model, or the newest one. */
export function modelIn(document: DocumentView): DocumentView['models'][number] {
  const current = document.models.find(({ id }) => id === document.currentModelId)
  const model = current ?? document.models.at(-1)
  if (!model) throw new Error('This document has no model yet; train one with: slerp train DOC')
  return model
}

export const newCommand: Command = {
  usage: 'new DOC',
  about: 'make an empty document folder',
  operands: ['DOC'],
  options: [],
  async run({ args, service, terminal }) {
    const path = resolve(position(args, 0, 'DOC'))
    const document = await service.call('document.create', { path })
    terminal.say(`Made ${document.path}`)
    terminal.result({ document: document.path })
  },
}

export const datasetCommand: Command = {
  usage:
    'dataset DOC (--builtin faces|big-smiles|avatars|emoji|factors|biased-faces --count N --seed N --size 32|64 | --folder PATH [--labels FILE.csv])',
  about: 'add a data set to a document',
  operands: ['DOC'],
  options: ['builtin', 'count', 'seed', 'size', 'folder', 'labels', 'name'],
  async run(context) {
    const { args } = context
    if (!text(args, 'builtin') === !text(args, 'folder'))
      throw new UsageError('Name either --builtin PRESET or --folder PATH.')
    await openNamed(context)
    const { dataset, broken } = text(args, 'builtin') ? await build(context) : await importFolder(context)
    report(context, dataset, broken)
  },
}

interface Added {
  dataset: DatasetRecord
  broken: { file: string; reason: string }[]
}

async function build({ args, service }: Context): Promise<Added> {
  const preset = text(args, 'builtin') as PresetName
  const [count, seed] = [wholeNumber(args, 'count', 3000), wholeNumber(args, 'seed', 7)]
  const size = wholeNumber(args, 'size', imageSize) as ImageSize
  const name = text(args, 'name')
  const dataset = await service.call('dataset.build', { preset, count, seed, size, ...(name && { name }) })
  return { dataset, broken: [] }
}

async function importFolder({ args, service }: Context): Promise<Added> {
  const folder = resolve(text(args, 'folder') ?? '')
  const labels = text(args, 'labels')
  const name = text(args, 'name') || basename(folder) || 'Pictures'
  return service.call('dataset.import', { folder, name, ...(labels && { labels: resolve(labels) }) })
}

function report({ terminal }: Context, dataset: DatasetRecord, broken: Added['broken']): void {
  for (const { file, reason } of broken) terminal.say(`left out ${file}: ${reason}`)
  const labels = dataset.attributes.map(({ name }) => name).join(', ') || 'none'
  terminal.say(`Added ${dataset.name}: ${dataset.count} images, labels: ${labels}`)
  terminal.result({
    dataset: dataset.id,
    name: dataset.name,
    count: dataset.count,
    attributes: dataset.attributes,
    broken,
  })
}
