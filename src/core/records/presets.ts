import type { PresetName } from './dataset'

const faceLabels = ['smile', 'glasses', 'sunglasses', 'beard', 'long hair', 'dark hair', 'skin tone']

/** What people call the built-in data sets, and the labels of their pictures: known before one is drawn. */
export const presetWords: Readonly<Record<PresetName, { name: string; labels: readonly string[] }>> = {
  faces: { name: 'Faces', labels: faceLabels },
  'big-smiles': { name: 'Big smiles', labels: faceLabels.filter((label) => label !== 'beard') },
  avatars: { name: 'Avatars', labels: faceLabels },
  emoji: { name: 'Emoji', labels: ['smile', 'glasses', 'sunglasses'] },
  factors: {
    name: 'Shapes',
    labels: ['shape', 'hue', 'size', 'x', 'y', 'rotation', 'square', 'ellipse', 'heart'],
  },
  'biased-faces': { name: 'Biased faces', labels: faceLabels },
}
