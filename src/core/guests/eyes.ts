import type { DatasetRecord, PresetName } from '../records/dataset'
import type { Crop } from '../records/guest'

/** A place in a picture, in pixels; or in a crop, as shares of its side from the top left. */
export interface PlaceInPicture {
  x: number
  y: number
}

/** The middles of both eyes as they are seen: `left` is on the left. */
export interface Eyes {
  left: PlaceInPicture
  right: PlaceInPicture
}

/** One face that was found in a picture, in its pixels. */
export interface FoundFace {
  box: { x: number; y: number; width: number; height: number }
  eyes: Eyes
  /** How sure the detector is, in [0, 1]. */
  score: number
}

const level = (left: number, right: number, y: number): Eyes => ({
  left: { x: left, y },
  right: { x: right, y },
})

/** Where drawn faces have their eyes: measured on the mean of 150 pictures each. */
const drawnEyes: Readonly<Record<PresetName, Eyes | undefined>> = {
  faces: level(0.33, 0.67, 0.46),
  'biased-faces': level(0.33, 0.67, 0.46),
  // They look to the side.
  'big-smiles': level(0.635, 0.835, 0.53),
  avatars: level(0.32, 0.67, 0.445),
  emoji: level(0.265, 0.74, 0.41),
  factors: undefined,
}

/** Where aligned photographs usually have them: a third of the side apart and a little above the middle. */
export const photographed = level(0.36, 0.64, 0.42)

const ofFaces =
  /\b(face|smil|glasses|sunglasses|beard|moustache|mustache|hair|gender|male|female|woman|man|age|happy|eyes|mouth|skin)/i

/**
 * Where the faces of a data set have their eyes; undefined when its pictures are none. A drawn one is known. Of pictures
 * that were imported a person says it, and else their words: a label or a name that is about faces.
 */
export function eyesOf({ source, name, attributes, isOfFaces }: DatasetRecord): Eyes | undefined {
  if (source.kind === 'builtin') return drawnEyes[source.preset]
  if (isOfFaces !== undefined) return isOfFaces ? photographed : undefined
  const words = [name, source.folderName, ...attributes.map((attribute) => attribute.name)]
  return words.some((word) => ofFaces.test(word.replace(/[_-]/g, ' '))) ? photographed : undefined
}

/**
 * The crop that has the eyes of a picture where they are wanted: the similarity transform (turn, scale, shift) that takes
 * two points to two points, as faces are aligned for recognition.
 *
 * @param eyes in pixels @param wanted in shares of the crop
 */
export function cropOnEyes(eyes: Eyes, wanted: Eyes): Crop {
  const [across, down] = between(eyes)
  const [wantedAcross, wantedDown] = between(wanted)
  const size = Math.hypot(across, down) / Math.hypot(wantedAcross, wantedDown)
  const angle = Math.atan2(down, across) - Math.atan2(wantedDown, wantedAcross)
  const [right, below] = [size * (wanted.left.x - 0.5), size * (wanted.left.y - 0.5)]
  return {
    x: eyes.left.x - (Math.cos(angle) * right - Math.sin(angle) * below),
    y: eyes.left.y - (Math.sin(angle) * right + Math.cos(angle) * below),
    size,
    angle,
  }
}

const between = ({ left, right }: Eyes): [number, number] => [right.x - left.x, right.y - left.y]
