import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { RungName } from '../src/core/records/engine'
import { defaultConfigs, type TrainingPoint } from '../src/core/records/training'
import type { FromTrainer, RunInput } from '../src/trainer/messages'
import { found } from './app'

/** The command line's WebGPU: the trainer's process, in plain Node, trains on Dawn as it does on WebAssembly. */

const side = 16
const count = 12
const indices = Array.from({ length: count }, (_, i) => i)

const input: Omit<RunInput, 'rung'> = {
  images: Uint8Array.from({ length: count * side * side * 3 }, (_, i) => 128 + 100 * Math.sin(i * i)),
  width: side,
  height: side,
  split: { train: Uint32Array.from(indices.slice(4)), heldOut: Uint32Array.from(indices.slice(0, 4)) },
  config: {
    ...defaultConfigs.vae,
    channels: [3, 4, 5, 6],
    latentSize: 3,
    batchSize: 4,
    epochs: 4,
    klWarmupSteps: 0,
  },
}

/** On Linux: Electron's Vulkan with its renderer in software, whatever the machine has. */
function softwareVulkan(): NodeJS.ProcessEnv {
  const folder = dirname(found('SLERP_ELECTRON'))
  const driver = join(folder, 'vk_swiftshader_icd.json')
  return existsSync(driver) && process.platform === 'linux'
    ? { VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: folder }
    : {}
}

interface Trained {
  device: string
  /** At the end of each epoch. */
  points: TrainingPoint[]
  /** Why it did not come to its end. */
  failure?: string
}

/** Trains in a process of its own, the one that the app's service and the command line start. */
function train(rung: RungName, env = softwareVulkan()): Promise<Trained> {
  const child = fork('out/main/trainer.js', {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...env },
  })
  const trained: Trained = { device: '', points: [] }
  return new Promise((resolve) => {
    child.on('message', (raw) => {
      const message = raw as FromTrainer
      if (message.kind === 'started') trained.device = message.device
      else if (message.kind === 'point' && message.point.heldOut) trained.points.push(message.point)
      else if (message.kind === 'failed') trained.failure = message.message
      if (message.kind === 'failed' || message.kind === 'ended') child.kill()
    })
    child.once('exit', () => resolve(trained))
    child.send({ kind: 'start', input: { rung, ...input } })
  })
}

test('a model learns on Dawn what it learns on WebAssembly', async () => {
  test.setTimeout(120_000)
  const onDawn = await train('webgpu')
  test.skip(/not installed|found no graphics card/.test(onDawn.failure ?? ''), onDawn.failure)
  expect(onDawn.failure).toBeUndefined()
  expect(onDawn.device).toMatch(/ through WebGPU$/)
  const onWasm = await train('wasm')
  expect(onDawn.points).toHaveLength(4)
  for (const [epoch, { total, kl, heldOut }] of onDawn.points.entries()) {
    const right = onWasm.points[epoch]!
    expect(total! / right.total!).toBeCloseTo(1, 3)
    expect(kl! / right.kl!).toBeCloseTo(1, 3)
    expect(heldOut!.total! / right.heldOut!.total!).toBeCloseTo(1, 3)
  }
})

test('without a driver it says so in one sentence', async () => {
  test.skip(process.platform !== 'linux', 'The driver is part of the system there.')
  const { failure } = await train('webgpu', { VK_ICD_FILENAMES: '/none', VK_DRIVER_FILES: '/none' })
  expect(failure).toMatch(/^(WebGPU found no graphics card that it can use|.* is not installed)\.$/)
})

test('WebGL is not to be had without a window, and the process says so', async () => {
  expect((await train('webgl')).failure).toBe('WebGL needs the window: the command line has none.')
})
