import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs'
import type { TensorFlow } from '../../backends/backend'
import { generate } from '../../models/gan'
import { encode } from '../../models/vae'
import { discriminatorGradients, generatorGradients } from '../gan-training'
import { lossGradients, lossTerms } from '../objective'
import { codesFor, free, klWeight, scatteredGan, scatteredVae, wavePictures } from './inputs.fixture'

/** Rows of numbers by name. */
export type Numbers = Record<string, number[]>

const row = async (tensor: Tensor): Promise<number[]> => Array.from(await tensor.data())

/** By the layer's name alone: TensorFlow.js numbers the names of a second network. */
async function rowsOf(prefix: string, gradients: NamedTensorMap): Promise<Numbers> {
  const rows: Numbers = {}
  for (const [name, gradient] of Object.entries(gradients))
    rows[`${prefix}/${name.replace(/(kernel|bias)_\d+$/, '$1')}`] = await row(gradient)
  return rows
}

/** Losses, codes and each gradient of the VAE's first step. */
export async function vaeNumbers(tf: TensorFlow): Promise<Numbers> {
  const { vae, variables } = scatteredVae(tf)
  const [x, epsilon] = [wavePictures(tf), codesFor(tf, 0)]
  const [mu, logVariance] = encode(vae, x)
  const terms = () => lossTerms(tf, vae, 'gaussian', x, epsilon)
  const { losses, gradients } = await lossGradients(tf, terms, klWeight, variables)
  const codes = { 'vae/mu': await row(mu), 'vae/logvar': await row(logVariance) }
  const rows = await rowsOf('vae', gradients)
  tf.dispose([x, epsilon, mu, logVariance, gradients])
  free(vae.encoder, vae.decoder)
  return { 'vae/losses': [losses.reconstruction, losses.kl], ...codes, ...rows }
}

/** Losses, pictures and each gradient of both of the GAN's networks, none of which has moved. */
export async function ganNumbers(tf: TensorFlow): Promise<Numbers> {
  const gan = scatteredGan(tf)
  const [x, z, other] = [wavePictures(tf), codesFor(tf, 0), codesFor(tf, 0, 1)]
  const pictures = generate(gan, z)
  const [first, second] = [discriminatorGradients(tf, gan, x, z), generatorGradients(tf, gan, other)]
  const losses = [first.value, second.value].map((value) => row(value))
  const rows = {
    'gan/losses': (await Promise.all(losses)).flat(),
    'gan/pictures': (await row(pictures)).slice(0, 48),
    ...(await rowsOf('gan', first.grads)),
    ...(await rowsOf('gan', second.grads)),
  }
  tf.dispose([x, z, other, pictures, first.value, first.grads, second.value, second.grads])
  free(gan.generator, gan.discriminator)
  return rows
}
