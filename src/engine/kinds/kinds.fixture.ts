import { mulberry32, splitIndices } from '../../core/random/random'
import { conditionsOf, defaultConfigs, modelKinds, type TrainingConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import type { RunInput } from '../training/run'

/** How large a model: a rung that computes in several threads does so only with large tensors. */
export interface Size {
  side: number
  batchSize: number
  channels: [number, number, number, number]
}

export const small: Size = { side: 16, batchSize: 4, channels: [2, 3, 4, 5] }
const count = 20

const conditions = ['round', 'bright']
const tied: Partial<TrainingConfig> = { hasTiedWeights: true }

/** Every kind, and what is different enough within one, by name. */
export function configsOf({ batchSize, channels }: Size): Record<string, TrainingConfig> {
  const sizes = { latentSize: 3, batchSize, channels, epochs: 200 }
  const plain = modelKinds.map((kind) => [kind, { ...defaultConfigs[kind], ...sizes }] as const)
  const { vae, ae, gan, cgan, progan, 'beta-vae': beta } = defaultConfigs
  const variants: Record<string, TrainingConfig> = {
    'vae, learned variance, free bits': { ...vae, ...sizes, variance: 'learned', freeBits: 0.1 },
    'vae, bernoulli': { ...vae, ...sizes, likelihood: 'bernoulli' },
    'beta-vae, capacity': { ...beta, ...sizes, capacity: 5 },
    'gan, WGAN-GP, spectral norm': {
      ...gan,
      ...sizes,
      loss: 'wasserstein',
      r1Weight: 0,
      penaltyWeight: 10,
      hasSpectralNorm: true,
    },
    'gan, hinge, R1': { ...gan, ...sizes, loss: 'hinge' },
    'cgan, concatenation': { ...cgan, ...sizes, conditioning: 'concatenation' },
    // Within the steps of a test: four of one side, then of the next.
    'progan, growing': { ...progan, ...sizes, epochs: 2 },
    'ae, tied, denoising': { ...ae, ...sizes, ...tied, kind: 'ae', noise: 0.2 },
    'ae, linear, tied': { ...ae, ...sizes, ...tied, kind: 'ae', isLinear: true },
  }
  const all: Record<string, TrainingConfig> = { ...Object.fromEntries(plain), ...variants }
  for (const config of Object.values(all)) if ('conditions' in config) config.conditions = conditions
  return all
}

/** A run on pictures of noise, of which half are known to be something. */
export function runInput(backend: Backend, { side }: Size, config: TrainingConfig): RunInput {
  const random = mulberry32(3)
  const images = Uint8Array.from({ length: count * side * side * 3 }, () => Math.floor(random() * 256))
  const size = conditionsOf(config).length
  const values = Float32Array.from({ length: count * size }, () => Math.sign(random() - 0.5))
  return {
    backend,
    images,
    width: side,
    height: side,
    split: splitIndices(count, 1, 0.2),
    config,
    ...(size > 0 && { conditions: { size, values } }),
  }
}
