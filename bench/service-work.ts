import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gaussians, mulberry32 } from '../src/core/random/random'
import { rungNames } from '../src/core/records/engine'
import type { RunState } from '../src/core/records/model'
import type { Service } from '../src/protocol/rpc'
import { openInProcess } from '../src/service/in-process'
import { serveLane, timed, type Works } from './lane'

/** `service-work FOLDER TRAINER DEMO`: the service on a copy of the demo in FOLDER, as the window has it. */

/** A hand that drags asks for a picture about this often; in between others have the processor. */
const dragPauseMs = 10
/** Until a step that was begun has ended, and the first after a pause is well under way. */
const settleMs = 500

async function serviceWorks(folder: string, trainer: string, demo: string): Promise<Works> {
  const machine = join(folder, 'machine')
  mkdirSync(machine, { recursive: true })
  const { service } = openInProcess({ version: 'bench', trainer, bring: '', demo, machine })
  const { currentModelId = '', models } = await service.call('document.openDemo', {
    path: join(folder, 'demo.slerp'),
  })
  const model = models.find(({ id }) => id === currentModelId)
  if (!model) throw new Error('the demo has no model')
  const z = gaussians(model.config.latentSize, mulberry32(3))
  const decode = (): Promise<unknown> => service.call('latent.decode', { modelId: model.id, z, count: 1 })
  return {
    decode1: (count) => timed(Number(count), decode, dragPauseMs),
    train: (rung) => train(service, rung, model.datasetId),
    pause: () => tell(service, 'train.pause', 'paused'),
    resume: () => tell(service, 'train.resume', 'running'),
    /** Resident megabytes of the trainer's process. */
    memory: async () => [residentMegabytes(trainer)],
  }
}

async function train(service: Service, name: string, datasetId: string): Promise<number[]> {
  await service.call('engine.test', { again: false })
  await service.call('engine.choose', { rung: rungNames.find((known) => known === name) ?? null })
  const learns = new Promise<void>((resolve) => service.on('train.progress', () => resolve()))
  await service.call('train.start', { datasetId, config: { epochs: 1000 } })
  await learns
  return []
}

async function tell(
  service: Service,
  wish: 'train.pause' | 'train.resume',
  wanted: RunState,
): Promise<number[]> {
  const heard = new Promise<void>((resolve) => {
    service.on('train.state', ({ state }) => {
      if (state === wanted) resolve()
    })
  })
  await service.call(wish, {})
  await heard
  await setTimeout(settleMs)
  return []
}

/** `ps` is where there is no /proc, too. */
function residentMegabytes(trainer: string): number {
  const rows = execFileSync('ps', ['-A', '-o', 'ppid=,rss=,args='], { encoding: 'utf8' }).split('\n')
  const row = rows.find((line) => line.trim().startsWith(`${process.pid} `) && line.includes(trainer))
  if (!row) throw new Error('no trainer is running')
  return Number(row.trim().split(/\s+/)[1]) / 1024
}

const [folder = '', trainer = '', demo = ''] = process.argv.slice(2)
void serveLane(() => serviceWorks(folder, trainer, demo))
