import type { Random } from '../../core/random/random'
import { defaultConfigs } from '../../core/records/training'
import { openDocument } from '../../document'
import type { EditingView } from '../../protocol/api'
import type { Service } from '../../protocol/rpc'
import { openInProcess } from '../in-process'
import { testPaths } from '../paths.fixture'

/** Makes a document with some images and a model `m1` of them that never learned. @returns the id of its data */
export async function makeDocument(path: string, count = 6): Promise<string> {
  const local = openInProcess(testPaths())
  await local.service.call('document.create', { path })
  const { id } = await local.service.call('dataset.build', { preset: 'emoji', count, seed: 7 })
  await local.close()
  const document = await openDocument(path)
  await document.writeModel({
    version: 1,
    id: 'm1',
    name: 'VAE',
    datasetId: id,
    width: 64,
    height: 64,
    config: defaultConfigs.vae,
    state: 'stopped',
    epoch: 0,
    step: 0,
    stepsPerEpoch: 1,
    engine: 'wasm',
    trainedMs: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  await document.close()
  return id
}

export const commit = (service: Service, image: number, amount: number): Promise<EditingView> =>
  service.call('edit.commit', {
    edits: [{ modelId: 'm1', image, operations: [{ kind: 'concept', conceptId: 'm1-smile', amount }] }],
  })

/** Something that a hand might do next. */
export async function anyAction(service: Service, datasetId: string, random: Random): Promise<EditingView> {
  const image = Math.floor(random() * 6)
  const what = random()
  if (what < 0.4) return commit(service, image, random())
  if (what < 0.5) return service.call('edit.mark', { datasetId, marked: String(image), hidden: '' })
  if (what < 0.6) return service.call('edit.select', { modelId: 'm1', image })
  if (what < 0.75) return service.call('edit.undo', {})
  if (what < 0.85) return service.call('edit.redo', {})
  const { steps } = await service.call('history.list', {})
  const step = steps[Math.floor(random() * steps.length)]?.step ?? 0
  return service.call('history.go', { step })
}
