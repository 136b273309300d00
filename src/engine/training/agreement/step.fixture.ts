import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { compiled, type Backend } from '../../backends/backend'
import { encode, type Objective } from '../../kinds/learner'
import { generate } from '../../models/gan'
import { lossesAndGradients } from '../minimise'
import { codesFor, free, ganObjectives, scatteredGan, scatteredVae, wavePictures } from './inputs.fixture'

/** Rows of numbers by name. */
export type Numbers = Record<string, number[]>

const row = async (tensor: Tensor): Promise<number[]> => Array.from(await tensor.data())

/** By the layer's name alone: TensorFlow.js numbers the names of a second network. */
const bareName = ({ name }: { name: string }): string => name.replace(/(kernel|bias)_\d+$/, '$1')

/** Losses and each gradient of an objective's first step, compiled where a run would be. */
async function numbersOf(
  backend: Backend,
  objective: Objective,
  prefix: string,
  noise: Tensor2D,
  reads: readonly Variable[],
): Promise<{ losses: number[]; rows: Numbers }> {
  const { tf } = backend
  const { variables } = objective
  const work = ([x, z, amounts]: Tensor[]): Tensor[] => {
    const numbers = tf.unstack(amounts as Tensor1D) as Scalar[]
    const losses = (): Scalar[] => objective.losses({ x: x as Tensor4D }, z as Tensor2D, numbers)
    const { told, gradients } = lossesAndGradients(tf, objective, losses)
    return [told, ...variables.map(({ name }) => gradients[name]!)]
  }
  const step = compiled(backend, work, reads)
  const inputs = [wavePictures(tf), tf.tensor1d([...objective.amounts({ step: 0, totalSteps: 50 }), 0])]
  const results = step.run([inputs[0]!, noise, inputs[1]!])
  const [losses = [], ...gradients] = await Promise.all(results.map(row))
  tf.dispose([...inputs, ...results])
  step.dispose()
  const named = (variable: Variable): string => `${prefix}/${bareName(variable)}`
  return { losses, rows: Object.fromEntries(gradients.map((all, i) => [named(variables[i]!), all])) }
}

/** Losses, codes and each gradient of the VAE's first step. */
export async function vaeNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const { networks, objectives } = scatteredVae(tf)
  const [x, epsilon] = [wavePictures(tf), codesFor(tf, 0)]
  const [mu, logVariance] = encode(networks, x)
  const { losses, rows } = await numbersOf(backend, objectives[0]!, 'vae', epsilon, objectives[0]!.variables)
  // The first is the total.
  const codes = { 'vae/mu': await row(mu), 'vae/logvar': await row(logVariance) }
  tf.dispose([x, epsilon, mu, logVariance])
  free(...Object.values(networks))
  return { 'vae/losses': losses.slice(1), ...codes, ...rows }
}

/** Losses, pictures and each gradient of both of the GAN's networks, none of which has moved. */
export async function ganNumbers(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const gan = scatteredGan(tf)
  const codes = [codesFor(tf, 0), codesFor(tf, 0, 1)]
  const pictures = generate(gan, codes[0]!)
  const [first, second] = ganObjectives(tf, gan)
  const all = [...first!.variables, ...second!.variables]
  const discriminator = await numbersOf(backend, first!, 'gan', codes[0]!, all)
  const generator = await numbersOf(backend, second!, 'gan', codes[1]!, all)
  const rows = {
    'gan/losses': [discriminator.losses[0]!, generator.losses[0]!],
    'gan/pictures': (await row(pictures)).slice(0, 48),
    ...discriminator.rows,
    ...generator.rows,
  }
  tf.dispose([...codes, pictures])
  free(gan.generator, gan.discriminator.network)
  return rows
}
