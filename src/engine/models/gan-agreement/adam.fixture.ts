import type { Backend } from '../../backends/backend'
import { Adam } from '../../training/adam'
import { waves, waveVariables, type Numbers } from './work.fixture'

/** With the decays of a GAN whose slope is penalised. */
export async function adamNumbers({ tf }: Backend): Promise<Numbers> {
  const [w] = waveVariables(tf, [[3, 4]], 1, 1)
  const adam = new Adam(tf, [w!], { firstDecay: 0, secondDecay: 0.9 })
  for (const step of [1, 2, 3])
    tf.tidy(() => adam.apply({ [w!.name]: waves(tf, [3, 4], 1 + step) }, 0.1, step))
  const numbers = Array.from(await w!.data())
  adam.dispose()
  w!.dispose()
  return { 'adam/after 3 steps': numbers }
}
