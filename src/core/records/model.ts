/** How a model was asked to learn. Every field has a default, so a command line may name only what differs. */
export interface TrainingConfig {
  kind: 'vae'
  latentSize: number
  epochs: number
  batchSize: number
  seed: number
  /** Adam's step size at the start; it falls linearly to a fiftieth of this at the last step. */
  learningRate: number
  /** Weight of the KL term once warm-up is over (beta of a beta-VAE; 1 is the plain ELBO for a unit-variance Gaussian). */
  klWeight: number
  /** Steps over which the KL weight rises linearly from 0; a quarter of the run's steps where that is fewer. */
  klWarmupSteps: number
  /** Likelihood of a pixel given the code: `gaussian` is the sum of squared errors, `bernoulli` the cross-entropy. */
  likelihood: 'gaussian' | 'bernoulli'
  /** Output channels of the encoder's four stride-2 convolutions; the decoder mirrors them. */
  channels: [number, number, number, number]
}

export const defaultTrainingConfig: TrainingConfig = {
  kind: 'vae',
  latentSize: 32,
  epochs: 20,
  batchSize: 32,
  seed: 7,
  learningRate: 2e-3,
  klWeight: 0.3,
  klWarmupSteps: 1000,
  likelihood: 'gaussian',
  channels: [24, 48, 64, 96],
}

export type RunState = 'running' | 'paused' | 'stopped' | 'done' | 'interrupted' | 'failed'

/** `models/ID/card.json`: the model card. The networks lie beside it in TensorFlow.js layers format and in ONNX. */
export interface ModelRecord {
  version: 1
  id: string
  name: string
  datasetId: string
  width: number
  height: number
  config: TrainingConfig
  state: RunState
  /** Where the newest checkpoint stands. */
  epoch: number
  step: number
  stepsPerEpoch: number
  /** Which rung of the engine trained it, and with what. */
  engine: string
  trainedMs: number
  /** Held-out figures at the newest checkpoint; absent until there is one. */
  figures?: { reconstruction: number; kl: number; total: number; psnr: number }
  /** Why it failed or was interrupted, in words for people. */
  message?: string
  createdAt: string
}

/** One line of `models/ID/training.jsonl`. Losses are per image, in the units of the likelihood (summed over pixels). */
export interface TrainingPoint {
  step: number
  epoch: number
  reconstruction: number
  kl: number
  total: number
  /** Present at the end of each epoch: the same three on held-out images. */
  heldOut?: { reconstruction: number; kl: number; total: number }
}
