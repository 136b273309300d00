import { chance, pick, skinTone, yes, type StylePreset } from './preset'

const skin = ['ffe4c0', 'f5d7b1', 'efcc9f', 'e2ba87', 'c99c62', 'a47539', '8c5a2b', '643d19']
/** Loud colours: none is near a skin. */
const hair = { black: '160d1c', red: 'd2450f', blond: 'f7e04a', violet: '605de4', teal: '238d80' }
const longHair = ['wavyBob', 'straightHair', 'bangs', 'curlyBob']
const shortHair = ['shortHair', 'bowlCutHair', 'shavedHead', 'curlyShortHair']
const backgrounds = ['d9e6f5', 'f3e6d3', 'dcefe1', 'ece0f2']

export const bigSmiles: StylePreset = {
  kind: 'style',
  preset: 'big-smiles',
  name: 'Big smiles',
  description: 'Large mouths: the smile is learned first. Good for a short lesson.',
  credits:
    'Drawn with DiceBear in the style "Custom Avatar" (Big Smile) by Ashley Seo, licensed under CC BY 4.0; recoloured and cropped.',
  viewBox: '40 30 390 390',
  loadStyle: () => import('@dicebear/big-smile'),
  draw(random) {
    const smile = chance(random, 0.5)
    const glasses = chance(random, 0.45)
    const sunglasses = chance(random, 0.5) && glasses
    const long = chance(random, 0.5)
    const tone = random()
    const hairName = pick(random, Object.keys(hair) as (keyof typeof hair)[])
    return {
      options: {
        mouth: [pick(random, smile ? ['openedSmile', 'teethSmile'] : ['unimpressed', 'openSad'])],
        eyes: [pick(random, ['cheery', 'normal', 'angry', 'sleepy'])],
        accessories: [sunglasses ? 'sunglasses' : 'glasses'],
        accessoriesProbability: glasses ? 100 : 0,
        hair: [pick(random, long ? longHair : shortHair)],
        hairColor: [hair[hairName]],
        skinColor: [skinTone(skin, tone)],
        backgroundColor: [pick(random, backgrounds)],
      },
      attributes: {
        smile: yes(smile),
        glasses: yes(glasses),
        sunglasses: yes(sunglasses),
        'long hair': yes(long),
        'dark hair': yes(hairName === 'black'),
        'skin tone': tone,
      },
    }
  },
}
