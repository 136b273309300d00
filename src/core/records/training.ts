/** The kinds of model that can learn here. Each is stated in one file of src/engine/kinds. */
export const modelKinds = [
  'ae',
  'vae',
  'beta-vae',
  'cvae',
  'hvae',
  'gan',
  'cgan',
  'progan',
  'stylegan',
] as const
export type ModelKind = (typeof modelKinds)[number]

/** What people call them. */
export const kindLabels: Readonly<Record<ModelKind, string>> = {
  ae: 'Autoencoder',
  vae: 'VAE',
  'beta-vae': 'Beta-VAE',
  cvae: 'Conditional VAE',
  hvae: 'Ladder VAE',
  gan: 'GAN',
  cgan: 'Conditional GAN',
  progan: 'Progressive GAN',
  stylegan: 'StyleGAN',
}

/** What every kind is asked. Each field has a default, so a command line may name only what differs. */
interface CommonConfig {
  latentSize: number
  epochs: number
  batchSize: number
  seed: number
  /** Adam's step size at the start; it falls linearly to a fiftieth of this at the last step. */
  learningRate: number
  /** Output channels of the encoder's four stride-2 convolutions; the decoder mirrors them. */
  channels: [number, number, number, number]
}

export interface AeConfig extends CommonConfig {
  kind: 'ae'
  /** Standard deviation of the noise on the input, pixels in [0, 1]; the picture to be given back has none. */
  noise: number
  /** The decoder's kernels are the encoder's, turned round. */
  hasTiedWeights: boolean
  /** One dense layer each way and nothing between: what it learns is the subspace of PCA. */
  isLinear: boolean
}

/** The evidence lower bound and what may be changed about it. */
interface VariationalConfig extends CommonConfig {
  /** Weight of the KL term once warm-up is over (beta of a beta-VAE; 1 is the plain ELBO). */
  klWeight: number
  /** Steps over which the KL weight rises linearly from 0; a quarter of the run's steps where that is fewer. */
  klWarmupSteps: number
  /** Likelihood of a pixel given the code: a normal distribution, or the cross-entropy of a coin. */
  likelihood: 'gaussian' | 'bernoulli'
  /** Of the Gaussian likelihood: 1/2, so that it is the squared error, or one number that is learned. */
  variance: 'fixed' | 'learned'
  /** KL in nats that each dimension has for nothing. */
  freeBits: number
}

export interface VaeConfig extends VariationalConfig {
  kind: 'vae'
}

export interface BetaVaeConfig extends VariationalConfig {
  kind: 'beta-vae'
  /** KL in nats that is aimed at in the end, rising linearly from 0; 0 for a plain weight on the KL. */
  capacity: number
}

export interface CvaeConfig extends VariationalConfig {
  kind: 'cvae'
  /** Names of the attributes that the decoder is told. */
  conditions: string[]
}

export interface HvaeConfig extends VariationalConfig {
  kind: 'hvae'
  /** Dimensions of the lower level, which holds the detail; `latentSize` are those of the upper one. */
  detailSize: number
}

/** The game of two networks and what may be changed about it. */
interface AdversarialConfig extends CommonConfig {
  loss: 'minimax' | 'non-saturating' | 'hinge' | 'wasserstein'
  /** Weight of R1, the squared gradient of D at pictures of the data; 0 for none. */
  r1Weight: number
  /** Weight of WGAN-GP's penalty on the gradient's length; 0 for none. */
  penaltyWeight: number
  /** What D is to say of real pictures: 1, or a little less (one-sided label smoothing). */
  realLabel: number
  hasSpectralNorm: boolean
  /** Decay per step of the moving average of G, which is the generator that is kept; 0 for G itself. */
  averageDecay: number
}

export interface GanConfig extends AdversarialConfig {
  kind: 'gan'
}

export interface CganConfig extends AdversarialConfig {
  kind: 'cgan'
  /** Names of the attributes that both networks are told. */
  conditions: string[]
  /** How D is told: as a product with its features, or as planes beside the colours. */
  conditioning: 'projection' | 'concatenation'
}

/** The non-saturating game with R1, of networks whose learning rates are equalised. */
interface EqualisedConfig extends CommonConfig {
  /** As of `gan`. */
  r1Weight: number
  averageDecay: number
}

export interface ProganConfig extends EqualisedConfig {
  kind: 'progan'
}

/** `latentSize` is that of z, and of the style w of each of three groups of layers. */
export interface StyleganConfig extends EqualisedConfig {
  kind: 'stylegan'
  /** Share of the pictures that are drawn with the styles of two codes while it learns. */
  mixing: number
  /** How far random styles lie from the mean one: 1 for as they are drawn, 0 for the mean. */
  truncation: number
}

export type TrainingConfig =
  | AeConfig
  | VaeConfig
  | BetaVaeConfig
  | CvaeConfig
  | HvaeConfig
  | GanConfig
  | CganConfig
  | ProganConfig
  | StyleganConfig

export type ConfigOf<K extends ModelKind> = Extract<TrainingConfig, { kind: K }>

/** What may be left out is taken from the defaults of the kind; without a kind it is a `vae`. */
export type WantedConfig =
  | ({ kind?: 'vae' } & Partial<VaeConfig>)
  | { [K in ModelKind]: { kind: K } & Partial<ConfigOf<K>> }[ModelKind]

const common: CommonConfig = {
  latentSize: 32,
  epochs: 20,
  batchSize: 32,
  seed: 7,
  learningRate: 2e-3,
  channels: [24, 48, 64, 96],
}

const variational: VariationalConfig = {
  ...common,
  klWeight: 0.3,
  klWarmupSteps: 1000,
  likelihood: 'gaussian',
  variance: 'fixed',
  freeBits: 0,
}

const adversarial: AdversarialConfig = {
  ...common,
  learningRate: 5e-4,
  loss: 'non-saturating',
  r1Weight: 1,
  penaltyWeight: 0,
  realLabel: 1,
  hasSpectralNorm: false,
  averageDecay: 0.995,
}

const equalised: EqualisedConfig = {
  ...common,
  epochs: 60,
  batchSize: 16,
  learningRate: 2e-3,
  channels: [16, 32, 64, 96],
  r1Weight: 0.1,
  averageDecay: 0.998,
}

export const defaultConfigs: { readonly [K in ModelKind]: ConfigOf<K> } = {
  ae: { kind: 'ae', ...common, noise: 0, hasTiedWeights: false, isLinear: false },
  vae: { kind: 'vae', ...variational },
  'beta-vae': { kind: 'beta-vae', ...variational, klWeight: 4, capacity: 0 },
  cvae: { kind: 'cvae', ...variational, conditions: [] },
  hvae: { kind: 'hvae', ...variational, latentSize: 16, detailSize: 16 },
  gan: { kind: 'gan', ...adversarial },
  cgan: { kind: 'cgan', ...adversarial, conditions: [], conditioning: 'projection' },
  progan: { kind: 'progan', ...equalised, learningRate: 3e-3 },
  stylegan: { kind: 'stylegan', ...equalised, mixing: 0.9, truncation: 0.7 },
}

/** The attributes that a model is told, in the order in which they stand at the end of its codes. */
export const conditionsOf = (config: TrainingConfig): readonly string[] =>
  'conditions' in config ? config.conditions : []

/** Whether the encoder gives a cloud of likely codes for a picture, rather than one code. */
export const hasPosterior = (config: TrainingConfig): boolean => 'klWeight' in config

/** Numbers in a code: all that the decoder needs, conditions included. */
export function codeSizeOf(config: TrainingConfig): number {
  if (config.kind === 'stylegan') return 3 * config.latentSize
  const detailSize = config.kind === 'hvae' ? config.detailSize : 0
  return config.latentSize + detailSize + conditionsOf(config).length
}

/** What is told of a run: losses are means per image, summed over pixels. */
export const seriesNames = [
  /** What is minimised. */
  'total',
  'reconstruction',
  'kl',
  /** Cross-entropy of the conditions that the encoder reads off a picture. */
  'conditions',
  'discriminator',
  'generator',
  /** Mean probability that D gives to pictures of the data, and to G's: of 1 and 0 both, D has won. */
  'real',
  'fake',
  /** R1 or WGAN-GP, without its weight. */
  'penalty',
  /** How far the encoder of a GAN is from the codes of generated pictures. */
  'encoder',
  /** Length of the gradient by all weights; of the generator's, and the discriminator's. */
  'gradient',
  'generatorGradient',
  'discriminatorGradient',
  /** Of reconstructions, in dB. */
  'psnr',
  /** The evidence lower bound in nats per image. */
  'elbo',
] as const
export type SeriesName = (typeof seriesNames)[number]

/** Numbers by what they are; which there are depends on the kind. */
export type Losses = Partial<Record<SeriesName, number>>

/** The one number that says how a run goes: what is minimised, or what the generator is at. */
export const mainLossOf = ({ total, generator, reconstruction }: Losses): number =>
  total ?? generator ?? reconstruction ?? NaN

/** One line of `models/ID/training.jsonl`. */
export interface TrainingPoint extends Losses {
  step: number
  epoch: number
  /** Present at the end of each epoch: the same on held-out images. */
  heldOut?: Losses
}
