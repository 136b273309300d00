import { drawFace, faces } from './faces'
import { chance, drawTraits, type StylePreset } from './preset'

/**
 * Faces of which nearly all with short hair have a beard and hardly any with long hair: what a model takes for one thing,
 * and a direction that does both. For what concepts do about it.
 */
export const biasedFaces: StylePreset = {
  ...faces,
  preset: 'biased-faces',
  name: 'Biased faces',
  description:
    'Portraits where long hair and beards hardly ever meet: what a model learns from that, and the way out.',
  draw(random) {
    const traits = drawTraits(random)
    return drawFace(random, { ...traits, beard: chance(random, traits.long ? 0.1 : 0.85) })
  },
}
