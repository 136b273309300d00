import { expect, test } from 'vitest'
import type { FolderScan, LatentView } from '../../../protocol/api'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Workspace } from './workspace.svelte'

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const latent = (modelId: string) => ({ modelId, datasetId: `data of ${modelId}`, count: 0 }) as LatentView

function open(handlers: Partial<Handlers>) {
  const [near, far] = portPair()
  const emit = serve(far, { 'dataset.attributes': () => [], ...handlers })
  return { emit, workspace: new Workspace(connect(near)) }
}

test('of two models asked for at once the later one is shown, however long the first takes', async () => {
  const { workspace } = open({
    'latent.open': async ({ modelId }) => {
      await after(modelId === 'slow' ? 20 : 1)
      return latent(modelId)
    },
  })
  await Promise.all([workspace.openModel('slow'), workspace.openModel('quick')])
  expect(workspace.latent?.modelId).toBe('quick')
  expect(workspace.failure).toBeUndefined()
})

test('a model that was trained anew is shown when it is ready', async () => {
  const { workspace, emit } = open({ 'latent.open': ({ modelId }) => latent(modelId) })
  emit('model.ready', { modelId: 'new' })
  await expect.poll(() => workspace.latent?.modelId).toBe('new')
  expect(workspace.thumbnailSource?.size).toBe(32)
})

test('a folder dropped while another is read takes its place, without a complaint', async () => {
  const { workspace } = open({
    'dataset.scan': async ({ folder }) => {
      await after(folder === 'a' ? 20 : 5)
      return { folder } as FolderScan
    },
  })
  const scans = await Promise.all(['a', 'b', 'c'].map((folder) => workspace.scanFolder(folder)))
  expect(scans.map((scan) => scan?.folder)).toEqual(['c', 'c', 'c'])
  expect(workspace.failure).toBeUndefined()
})

test('a cancelled task leaves neither a bar nor a failure', async () => {
  const { workspace } = open({
    'dataset.build': async (_, { signal, emit }) => {
      for (let done = 0; !signal.aborted; done++) {
        emit('task.progress', { label: 'Drawing', done, total: 1e6 })
        await after(1)
      }
      throw new Error('stopped')
    },
  })
  const building = workspace.buildDataset({ preset: 'faces', count: 10, seed: 1 })
  await expect.poll(() => workspace.task?.label).toBe('Drawing')
  workspace.cancelTask()
  await building
  expect(workspace.task).toBeUndefined()
  expect(workspace.failure).toBeUndefined()
})
