import type { Random } from '../../core/random/random'
import {
  drawTraits,
  pick,
  skinTone,
  traitAttributes,
  type FaceTraits,
  type Sample,
  type StylePreset,
} from './preset'

/**
 * The style paints over a third of white on every face, so these are darker than its own. Continuous, because with
 * a handful of tones the same face is drawn again and again.
 */
const skin = ['e9a98e', 'e29c7c', 'd6895f', 'c0754a', 'a35c36', '86452a', '66321c']

/**
 * Each is darker than every skin in the blue channel. With hair lighter than some skins and darker than others a
 * beard has no one direction in latent space (measured: AUC 0.88 against 1.00).
 */
const hair = { black: '17121f', brown: '4a2614', auburn: '9c3412', ginger: 'dd6b1f', blond: 'f7d23e' }
const longHair = ['long', 'bobCut', 'bobBangs', 'extraLong']
const shortHair = ['shortCombover', 'curlyHighTop', 'fade', 'shortComboverChops', 'mohawk', 'balding']

export const faces: StylePreset = {
  kind: 'style',
  preset: 'faces',
  name: 'Faces',
  description: 'Drawn portraits with smiles, glasses, beards, hair and skin of every tone.',
  credits:
    'Drawn with DiceBear in the style "Personas" by Draftbit, licensed under CC BY 4.0; recoloured and cropped.',
  // Tight: the smile is a hundredth of all pixel variance and the last thing a squared error learns.
  viewBox: '13 11 38 38',
  loadStyle: () => import('@dicebear/personas'),
  draw: (random) => drawFace(random, drawTraits(random)),
}

/** What is chosen beside the traits tells nothing of them. */
export function drawFace(random: Random, traits: FaceTraits): Sample {
  const { smile, glasses, sunglasses, beard, long, tone } = traits
  const hairName = pick(random, Object.keys(hair) as (keyof typeof hair)[])
  return {
    options: {
      mouth: [smile ? 'bigSmile' : pick(random, ['frown', 'lips'])],
      eyes: [glasses ? (sunglasses ? 'sunglasses' : 'glasses') : pick(random, ['open', 'happy'])],
      // The only beard that leaves the mouth free and is large enough to be learned.
      facialHair: ['goatee'],
      facialHairProbability: beard ? 100 : 0,
      hair: [pick(random, long ? longHair : shortHair)],
      hairColor: [hair[hairName]],
      skinColor: [skinTone(skin, tone)],
      nose: ['mediumRound'],
      body: ['rounded'],
      clothingColor: ['456dff'],
      backgroundColor: ['e3ecf7'],
    },
    attributes: traitAttributes(traits, hairName),
  }
}
