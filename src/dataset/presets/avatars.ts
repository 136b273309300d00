import { drawTraits, pick, skinTone, traitAttributes, type StylePreset } from './preset'

/** No darker than this, or a brown beard would not show. */
const skin = ['ffdbb4', 'f3c79a', 'edb98a', 'd99a68', 'c98457']
const hair = { black: '1d1215', brown: '4a2614', red: 'a8330f', blue: '3a3f8f' }
const longHair = ['bob', 'longButNotTooLong', 'straight01', 'straightAndStrand', 'miaWallace']
const shortHair = ['shortFlat', 'shortRound', 'shortWaved', 'theCaesarAndSidePart', 'dreads01']
const brows = ['defaultNatural', 'raisedExcitedNatural', 'angryNatural', 'sadConcernedNatural']
const backgrounds = ['d9e6f5', 'f3e6d3', 'dcefe1', 'ece0f2']

export const avatars: StylePreset = {
  kind: 'style',
  preset: 'avatars',
  name: 'Avatars',
  description: 'Avatars with expressive brows; drawn on this machine, not for redistribution.',
  credits:
    'Drawn with DiceBear in the style "Avataaars" by Pablo Stanley, free for personal and commercial use; recoloured and cropped.',
  viewBox: '66 46 148 148',
  loadStyle: () => import('@dicebear/avataaars'),
  draw(random) {
    const traits = drawTraits(random)
    const { smile, glasses, sunglasses, beard, long, tone } = traits
    const hairName = pick(random, Object.keys(hair) as (keyof typeof hair)[])
    return {
      options: {
        mouth: [smile ? 'smile' : pick(random, ['serious', 'sad'])],
        eyes: [pick(random, ['default', 'happy', 'squint'])],
        eyebrows: [pick(random, brows)],
        accessories: [
          pick(random, sunglasses ? ['kurt', 'wayfarers'] : ['prescription01', 'prescription02']),
        ],
        accessoriesProbability: glasses ? 100 : 0,
        accessoriesColor: ['1b2226'],
        facialHair: [pick(random, ['beardLight', 'beardMedium'])],
        facialHairProbability: beard ? 100 : 0,
        facialHairColor: [hair[hairName]],
        top: [pick(random, long ? longHair : shortHair)],
        topProbability: 100,
        hairColor: [hair[hairName]],
        skinColor: [skinTone(skin, tone)],
        clothing: ['shirtCrewNeck'],
        clothesColor: ['65c9ff'],
        nose: ['default'],
        style: ['default'],
        backgroundColor: [pick(random, backgrounds)],
      },
      attributes: traitAttributes(traits, hairName),
    }
  },
}
