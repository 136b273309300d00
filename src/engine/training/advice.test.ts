/** Each fault is brought about in a real run, as short as it can be; runs like it without the fault get no advice. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { defaultConfigs, type TrainingConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { adviceAfter } from './provoked.fixture'

// A machine that trains at the same time is many times slower.
vi.setConfig({ testTimeout: 120_000 })

let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const channels: [number, number, number, number] = [4, 4, 8, 8]
const base = { latentSize: 4, batchSize: 8, epochs: 100, channels, learningRate: 1e-2, klWarmupSteps: 20 }
const vae: TrainingConfig = { ...defaultConfigs.vae, ...base }
const gan = { ...defaultConfigs.gan, ...base, averageDecay: 0.9 }

const kindsAfter = async (config: TrainingConfig, steps: number): Promise<string[]> =>
  (await adviceAfter(backend, config, steps)).map(({ kind }) => kind)

describe('advice is given on a run that', () => {
  test('weighs the KL so heavily that its codes say nothing', async () => {
    expect(await kindsAfter({ ...vae, klWeight: 300 }, 200)).toEqual(['posterior-collapse'])
  })

  test('leaves the range of numbers, with the step', async () => {
    const advice = await adviceAfter(backend, { ...vae, learningRate: 0.3, klWarmupSteps: 0 }, 100)
    expect(advice.map(({ kind }) => kind)).toEqual(['diverged'])
    expect(advice[0]?.text).toMatch(/At step \d+ /)
  })

  test('takes steps that are too large', async () => {
    const config: TrainingConfig = { ...defaultConfigs.ae, ...base, learningRate: 1 }
    expect(await kindsAfter(config, 100)).toEqual(['learning-rate'])
  })

  test('has a discriminator that wins: minimax without R1, whose generator gets no slope', async () => {
    const config: TrainingConfig = { ...gan, loss: 'minimax', r1Weight: 0, learningRate: 5e-3 }
    expect(await kindsAfter(config, 200)).toEqual(['discriminator-wins'])
  })

  test('has a generator that repeats itself', async () => {
    expect(await kindsAfter({ ...gan, r1Weight: 0 }, 500)).toContain('mode-collapse')
  })
})

describe('nothing is said of', () => {
  test('a VAE that learns', async () => {
    expect(await kindsAfter(vae, 300)).toEqual([])
  })

  test('a GAN that learns', async () => {
    const wider = [8, 8, 16, 16] as [number, number, number, number]
    const config: TrainingConfig = { ...gan, channels: wider, learningRate: 2e-3 }
    expect(await kindsAfter(config, 600)).toEqual([])
  })
})
