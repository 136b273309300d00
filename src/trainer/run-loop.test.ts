import { expect, test, vi } from 'vitest'
import { mulberry32, splitIndices } from '../core/random/random'
import { defaultConfigs } from '../core/records/training'
import { openTestWasm } from '../engine/backends/open.fixture'
import type { FromTrainer, RunInput, RunMoment } from './messages'
import { RunLoop } from './run-loop'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 60_000 })

const side = 16
const count = 20

function input(checkpoint?: RunInput['checkpoint']): RunInput {
  const random = mulberry32(2)
  return {
    rung: 'wasm',
    images: Uint8Array.from({ length: count * side * side * 3 }, () => 255 * random()),
    width: side,
    height: side,
    split: splitIndices(count, 3, 0.2),
    config: { ...defaultConfigs.vae, latentSize: 3, epochs: 3, batchSize: 8, channels: [4, 4, 4, 4] },
    ...(checkpoint && { checkpoint }),
  }
}

async function trained(checkpoint?: RunInput['checkpoint']): Promise<FromTrainer[]> {
  const told: FromTrainer[] = []
  const home = {
    tell: (message: FromTrainer) => Promise.resolve(void told.push(message)),
    breathe: () => Promise.resolve(),
  }
  await new RunLoop(await openTestWasm(), input(checkpoint), home).run()
  return told
}

const momentsOf = (told: readonly FromTrainer[]): RunMoment[] =>
  told.flatMap((message) => (message.kind === 'moment' ? [message.moment] : []))

test('a run keeps a moment before its first step, at the doubling steps and with its last checkpoint', async () => {
  const told = await trained()
  const moments = momentsOf(told)
  expect(moments.map(({ step, epoch }) => [step, epoch])).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
    [4, 2],
    [6, 3],
  ])
  for (const { images, codes, reconstructions, samples } of moments) {
    expect(images).toEqual(Uint32Array.from({ length: count }, (_, i) => i))
    expect(codes).toHaveLength(count * 3)
    // Four pictures are held out, so four are reconstructed.
    expect([reconstructions.length, samples.length]).toEqual([4, 4].map((n) => n * side * side * 3))
  }
  expect(moments[0]!.codes).not.toEqual(moments[4]!.codes)
  const order = told.map(({ kind }) => kind).filter((kind) => kind === 'moment' || kind === 'checkpoint')
  expect(order.slice(-2)).toEqual(['moment', 'checkpoint'])
})

test('a run that goes on begins with the moment of its checkpoint', async () => {
  const told = await trained()
  const last = told.findLast((message) => message.kind === 'checkpoint')
  if (last?.kind !== 'checkpoint') throw new Error('no checkpoint was told')
  const moments = momentsOf(await trained(last.files))
  expect(moments.map(({ step }) => step)).toEqual([6])
  expect(moments[0]!.codes).toEqual(momentsOf(told).at(-1)!.codes)
})
