import type { Backend } from '../../backends/backend'
import { Adam } from '../adam'
import { GanTraining } from '../gan-training'
import { OptimiserStep } from '../step'
import { codesFor, free, klWeight, scatteredGan, scatteredVae, wavePictures } from './inputs.fixture'
import type { Numbers } from './step.fixture'

const steps = 50
const learningRate = 2e-3

/** The VAE's total loss before each of 50 steps on the same pictures with fresh noise. */
export async function vaeCurve(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const { vae, variables } = scatteredVae(tf)
  const adam = new Adam(tf, variables)
  const optimiser = new OptimiserStep(backend, vae, 'gaussian', adam)
  const x = wavePictures(tf)
  const curve: number[] = []
  for (let step = 0; step < steps; step++) {
    const epsilon = codesFor(tf, step)
    const losses = await optimiser.run({ x, epsilon, klWeight, learningRate, step: step + 1 })
    epsilon.dispose()
    curve.push(losses.total)
  }
  x.dispose()
  free(optimiser, adam, vae.encoder, vae.decoder)
  return { 'vae/curve': curve }
}

/** Both losses of the GAN before each of 50 steps, likewise. */
export async function ganCurve({ tf }: Backend): Promise<Numbers> {
  const gan = scatteredGan(tf)
  const training = new GanTraining(tf, gan)
  const x = wavePictures(tf)
  const discriminator: number[] = []
  const generator: number[] = []
  for (let step = 0; step < steps; step++) {
    const codes = [codesFor(tf, step), codesFor(tf, step, 1)] as const
    const losses = await training.step(x, codes, learningRate)
    tf.dispose([...codes])
    discriminator.push(losses.discriminator)
    generator.push(losses.generator)
  }
  x.dispose()
  free(training, gan.generator, gan.discriminator)
  return { 'gan/discriminator curve': discriminator, 'gan/generator curve': generator }
}
