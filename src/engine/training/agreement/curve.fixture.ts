import type { Backend } from '../../backends/backend'
import { Stepper } from '../stepper'
import { codesFor, free, ganObjectives, scatteredGan, scatteredVae, wavePictures } from './inputs.fixture'
import type { Numbers } from './step.fixture'

const steps = 50
const learningRate = 2e-3

/** The VAE's total loss before each of 50 steps on the same pictures with fresh noise. */
export async function vaeCurve(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const vae = scatteredVae(tf)
  const stepper = new Stepper(backend, vae.objectives[0]!, [])
  const x = wavePictures(tf)
  const curve: number[] = []
  for (let step = 0; step < steps; step++) {
    const noise = codesFor(tf, step)
    const losses = await stepper.run({ x, noise, moment: { step, totalSteps: steps }, learningRate })
    noise.dispose()
    curve.push(losses.total!)
  }
  x.dispose()
  free(stepper, ...Object.values(vae.networks))
  return { 'vae/curve': curve }
}

/** Both losses of the GAN before each of 50 steps, likewise. */
export async function ganCurve(backend: Backend): Promise<Numbers> {
  const { tf } = backend
  const gan = scatteredGan(tf)
  const objectives = ganObjectives(tf, gan)
  const all = objectives.flatMap(({ variables }) => variables)
  const steppers = objectives.map((objective) => new Stepper(backend, objective, all))
  const x = wavePictures(tf)
  const curves: number[][] = [[], []]
  for (let step = 0; step < steps; step++)
    for (const [which, stepper] of steppers.entries()) {
      const noise = codesFor(tf, step, which)
      const losses = await stepper.run({ x, noise, moment: { step, totalSteps: steps }, learningRate })
      noise.dispose()
      curves[which]!.push(losses.discriminator ?? losses.generator!)
    }
  x.dispose()
  free(...steppers, gan.generator, gan.discriminator.network)
  return { 'gan/discriminator curve': curves[0]!, 'gan/generator curve': curves[1]! }
}
