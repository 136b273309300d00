import { chance, pick, yes, type StylePreset } from './preset'

const backgrounds = ['fcbc34', 'd84be5', 'd9915b', 'f6d594', '059ff2', '71cf62']

export const emoji: StylePreset = {
  kind: 'style',
  preset: 'emoji',
  name: 'Emoji',
  description: 'Few and simple shapes: learned in a minute. Good for a first try.',
  credits:
    'Drawn with DiceBear in the style "Fun Emoji Set" by Davis Uche, licensed under CC BY 4.0; recoloured.',
  loadStyle: () => import('@dicebear/fun-emoji'),
  draw(random) {
    const smile = chance(random, 0.5)
    const glasses = chance(random, 0.45)
    const sunglasses = chance(random, 0.5) && glasses
    return {
      options: {
        mouth: [pick(random, smile ? ['wideSmile', 'smileTeeth', 'smileLol'] : ['sad', 'plain', 'pissed'])],
        eyes: [
          glasses
            ? sunglasses
              ? 'shades'
              : 'glasses'
            : pick(random, ['plain', 'cute', 'closed', 'closed2']),
        ],
        backgroundColor: [pick(random, backgrounds)],
      },
      attributes: { smile: yes(smile), glasses: yes(glasses), sunglasses: yes(sunglasses) },
    }
  },
}
