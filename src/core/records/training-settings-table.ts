import type { SettingTable } from './training-settings'

/** Every setting of every kind, described once. */
export const settingTable: SettingTable = {
  latentSize: {
    ...whole(2, 512),
    label: 'Latent size',
    help: 'Numbers in a code. More keep more detail; fewer are easier to look at and to edit.',
  },
  epochs: {
    ...whole(1, 10_000),
    label: 'Epochs',
    help: 'How often it goes through all the pictures. A run can be stopped at any time and keeps what it has learned.',
  },
  batchSize: {
    ...whole(1, 1024),
    label: 'Batch',
    help: 'Pictures in one step. Larger batches give steadier steps, fewer of them, and need more memory.',
  },
  seed: {
    ...whole(0, 999_999),
    label: 'Seed',
    help: 'The same seed, data and settings give the same run again.',
  },
  learningRate: {
    ...range(0.00001, 0.1, 0.0001),
    label: 'Learning rate',
    help: 'Size of a step at the start; it falls to a fiftieth in the end. Too large, and the loss jumps; too small, and it crawls.',
  },
  channels: {
    type: 'width',
    label: 'Networks',
    help: 'How wide the networks are. Each size holds about four times the numbers of the smaller one and takes longer for a step.',
  },
  noise: {
    ...range(0, 1, 0.05),
    label: 'Denoising',
    help: 'Noise on the pictures it sees, of which white is 1; it learns to give them back without. 0 for a plain autoencoder.',
  },
  hasTiedWeights: {
    type: 'switch',
    label: 'Tied weights',
    help: 'The decoder uses the encoder’s kernels, turned round: half the numbers to learn.',
  },
  isLinear: {
    type: 'switch',
    label: 'Linear',
    help: 'One linear layer each way. What it learns is the subspace of principal component analysis.',
  },
  klWeight: {
    ...range(0, 100, 0.1),
    label: 'KL weight',
    help: 'How strongly codes are drawn to the round cloud. Higher gives smoother and more independent codes, lower sharper pictures; 1 is the textbook’s.',
  },
  klWarmupSteps: {
    ...whole(0, 100_000, 100),
    label: 'KL warm-up',
    help: 'Steps over which the KL weight rises from 0, so that codes hold something before they are drawn together.',
  },
  likelihood: {
    type: 'choice',
    label: 'Likelihood',
    help: 'How a pixel is judged: by squared error, or by the cross-entropy of a coin.',
    options: [
      { value: 'gaussian', label: 'Squared error' },
      { value: 'bernoulli', label: 'Cross-entropy' },
    ],
  },
  variance: {
    type: 'choice',
    label: 'Output variance',
    help: 'Of the squared error: one half, or a number that is learned, which weighs it against the KL term by itself.',
    options: [
      { value: 'fixed', label: 'Fixed' },
      { value: 'learned', label: 'Learned' },
    ],
  },
  freeBits: {
    ...range(0, 5, 0.05),
    label: 'Free bits',
    help: 'KL in nats that every number of the code has for nothing. A little keeps numbers from falling silent.',
  },
  capacity: {
    ...range(0, 200, 1),
    label: 'Capacity',
    help: 'KL in nats to aim at, rising from 0 over the run, instead of a KL that is only made small. 0 for none.',
  },
  detailSize: {
    ...whole(2, 512),
    label: 'Detail size',
    help: 'Numbers in the lower level of the code, which holds the detail.',
  },
  conditions: {
    type: 'labels',
    label: 'Conditions',
    help: 'Labels of the data that the model is told with every picture. They can be changed afterwards, one by one.',
  },
  conditioning: {
    type: 'choice',
    label: 'Conditioning',
    help: 'How the discriminator is told the labels: as a product with its features, or as planes beside the colours.',
    options: [
      { value: 'projection', label: 'Projection' },
      { value: 'concatenation', label: 'Concatenation' },
    ],
  },
  loss: {
    type: 'choice',
    label: 'Loss',
    help: 'The rules of the game. Non-saturating is the usual one; Wasserstein wants a gradient penalty of about 10.',
    options: [
      { value: 'non-saturating', label: 'Non-saturating' },
      { value: 'minimax', label: 'Minimax' },
      { value: 'hinge', label: 'Hinge' },
      { value: 'wasserstein', label: 'Wasserstein' },
    ],
  },
  r1Weight: {
    ...range(0, 100, 0.5),
    label: 'R1 penalty',
    help: 'Weight of the discriminator’s squared gradient at real pictures. It keeps the game from running away; 0 for none.',
  },
  penaltyWeight: {
    ...range(0, 100, 1),
    label: 'Gradient penalty',
    help: 'Weight of WGAN-GP, which holds the discriminator’s gradient at length 1. For the Wasserstein loss, usually 10.',
  },
  realLabel: {
    ...range(0.5, 1, 0.05),
    label: 'Real label',
    help: 'What the discriminator is to say of real pictures: 1, or a little less, so that it is never too sure.',
  },
  hasSpectralNorm: {
    type: 'switch',
    label: 'Spectral norm',
    help: 'Divides each weight of the discriminator by its largest gain, so that it cannot become too steep.',
  },
  averageDecay: {
    ...range(0, 0.9999, 0.001),
    label: 'Averaging',
    help: 'Share of the generator’s moving average that stays at each step. Near 1 its pictures are steadier; 0 for none.',
  },
  mixing: {
    ...range(0, 1, 0.05),
    label: 'Style mixing',
    help: 'Share of the pictures that are drawn with the styles of two codes while it learns, so that groups of layers do not rely on each other.',
  },
  truncation: {
    ...range(0, 1, 0.05),
    label: 'Truncation',
    help: 'How far random pictures lie from the mean one. 1 for as varied as the data, less for safer ones.',
  },
}

function whole(
  min: number,
  max: number,
  step = 1,
): { type: 'number' } & Record<'min' | 'max' | 'step', number> & { isWhole: true } {
  return { type: 'number', min, max, step, isWhole: true }
}

function range(
  min: number,
  max: number,
  step: number,
): { type: 'number' } & Record<'min' | 'max' | 'step', number> {
  return { type: 'number', min, max, step }
}
