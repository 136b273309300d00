import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openInProcess, type LocalService } from '../in-process'
import { testPaths } from '../paths.fixture'

const passesTestsAndDies = `
process.on('message', ({ kind }) => {
  if (kind === 'start') process.exit(7)
  process.send({ kind: 'probed', device: 'a stub', isSoftware: false, stepMs: 1 })
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

test('of two starts at once one is refused, and a trainer that dies is told in words', async () => {
  const { service } = local
  await service.call('document.create', { path: join(folder, 'A.slerp') })
  const { id: datasetId } = await service.call('dataset.build', { preset: 'emoji', count: 12, seed: 1 })
  const failed = new Promise<string | undefined>((resolve) => {
    service.on('train.state', ({ state, message }) => {
      if (state === 'failed') resolve(message)
    })
  })
  const start = (): Promise<unknown> => service.call('train.start', { datasetId, config: { batchSize: 4 } })
  const [first, second] = await Promise.allSettled([start(), start()])
  expect(first.status).toBe('fulfilled')
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'busy' } })
  expect(await failed).toContain('The training process stopped')
  const document = await service.call('document.current', {})
  expect(document?.models.map(({ state }) => state)).toEqual(['failed'])
})
