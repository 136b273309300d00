import type { NamedTensorMap, Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { compiled, type Backend } from '../../backends/backend'
import { generate } from '../../models/gan'
import { encode } from '../../models/vae'
import { discriminatorGradients, generatorGradients } from '../gan-training'
import { lossTerms, meanGradients } from '../objective'
import { codesFor, free, klWeight, scatteredGan, scatteredVae, wavePictures } from './inputs.fixture'

/** Rows of numbers by name. */
export type Numbers = Record<string, number[]>

const row = async (tensor: Tensor): Promise<number[]> => Array.from(await tensor.data())

/** By the layer's name alone: TensorFlow.js numbers the names of a second network. */
const bareName = ({ name }: { name: string }): string => name.replace(/(kernel|bias)_\d+$/, '$1')

async function rowsOf(prefix: string, gradients: NamedTensorMap): Promise<Numbers> {
  const rows: Numbers = {}
  for (const [name, gradient] of Object.entries(gradients))
    rows[`${prefix}/${bareName({ name })}`] = await row(gradient)
  return rows
}

/** Losses, codes and each gradient of the VAE's first step, compiled where a run would be. */
export async function vaeNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const { vae, variables } = scatteredVae(tf)
  const work = ([x, epsilon, weight]: Tensor[]): Tensor[] => {
    const terms = (): Tensor2D => lossTerms(tf, vae, 'gaussian', x as Tensor4D, epsilon as Tensor2D)
    const { means, gradients } = meanGradients(tf, terms, weight as Scalar, variables)
    return [means, ...encode(vae, x as Tensor4D), ...variables.map(({ name }) => gradients[name]!)]
  }
  const step = compiled(backend, work, variables)
  const inputs = [wavePictures(tf), codesFor(tf, 0), tf.scalar(klWeight)]
  const results = step.run(inputs)
  const [losses, mu, logVariance, ...gradients] = await Promise.all(results.map(row))
  tf.dispose([...inputs, ...results])
  free(step, vae.encoder, vae.decoder)
  const rows = Object.fromEntries(gradients.map((row, i) => [`vae/${bareName(variables[i]!)}`, row]))
  return { 'vae/losses': losses!, 'vae/mu': mu!, 'vae/logvar': logVariance!, ...rows }
}

/** Losses, pictures and each gradient of both of the GAN's networks, none of which has moved. */
export async function ganNumbers({ tf }: Backend): Promise<Numbers> {
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
