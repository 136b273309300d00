import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServiceEvents } from '../../protocol/api'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

type TrainState = ServiceEvents['train.state']

const passesTestsAndDies = `
process.on('message', ({ kind, rung }) => {
  if (kind === 'start') process.exit(7)
  const stepMs = rung === 'native' ? 1 : 2
  process.send({ kind: 'probed', device: 'a stub', isSoftware: false, stepMs })
})`

let folder: string
let local: LocalService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slerp-runs-'))
  const trainer = join(folder, 'trainer.js')
  await writeFile(trainer, passesTestsAndDies)
  local = openInProcess(testPaths({ trainer }))
})
afterEach(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

test('of two starts at once one is refused; a trainer that dies is told in words, and the next rung offered', async () => {
  const { service } = local
  await service.call('document.create', { path: join(folder, 'A.slerp') })
  const { id: datasetId } = await service.call('dataset.build', { preset: 'emoji', count: 12, seed: 1 })
  const failed = new Promise<TrainState>((resolve) => {
    service.on('train.state', (told) => {
      if (told.state === 'failed') resolve(told)
    })
  })
  const start = (): Promise<unknown> => service.call('train.start', { datasetId, config: { batchSize: 4 } })
  const [first, second] = await Promise.allSettled([start(), start()])
  expect(first.status).toBe('fulfilled')
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'busy' } })
  const { message, nextRung } = await failed
  expect(message).toBe('The training process stopped: it ended by itself with code 7.')
  expect(nextRung).toBe('wasm')
  const document = await service.call('document.current', {})
  expect(document?.models.map(({ state }) => state)).toEqual(['failed'])
})
