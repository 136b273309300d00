import type { FoundFace, PlaceInPicture } from '../../core/guests/eyes'
import type { RgbPicture } from '../../core/picture/crop'
import type { TensorFlow } from '../backends/backend'
import { openWasm } from '../backends/wasm/open'
import { loadFaceApi, type FaceBox } from './face-api'

/** A network of face-api as it lies in its package: what stands in its weights, and the weights. */
interface FaceWeights {
  /** The manifest, JSON. */
  manifest: string
  bytes: Uint8Array
}

/** What finding faces needs to be given: this folder reads no files. */
export interface FaceFiles {
  wasmFolder: string
  detector: FaceWeights
  landmarks: FaceWeights
}

/** Side of the square that the detector looks at, and how sure it must be: those of the package's own examples. */
const detectorOptions = { inputSize: 416, scoreThreshold: 0.5 }
/** More than there is room to show. */
const mostFaces = 24
/** Pixels across: in fewer there are no eyes to be found. */
const smallest = 8

/**
 * Faces in a photo, the largest first: a tiny YOLO-like detector, then 68 landmarks in each box, whose eyes are the means
 * of six points each (@vladmandic/face-api, MIT; weights trained on WIDER FACE and some 35,000 labelled faces).
 *
 * @param picture best at 640 pixels or less: time grows with its size, and what is found does not
 */
export async function findFaces(picture: RgbPicture, files: FaceFiles): Promise<FoundFace[]> {
  const { tf } = await openWasm(files.wasmFolder)
  const api = await loadFaceApi()
  const [detector, landmarks] = [new api.TinyFaceDetector(), new api.FaceLandmark68Net()]
  const { width, height, rgb } = picture
  const input = tf.tensor3d(rgb, [height, width, 3], 'int32')
  try {
    detector.loadFromWeightMap(weightsOf(tf, files.detector))
    landmarks.loadFromWeightMap(weightsOf(tf, files.landmarks))
    const located = await detector.locateFaces(input, new api.TinyFaceDetectorOptions(detectorOptions))
    const found: FoundFace[] = []
    for (const { box, score } of located.slice(0, mostFaces)) {
      // The crop is cut at whole pixels, and the landmarks are told relative to it.
      const inside = box.clipAtImageBorders(width, height).floor()
      if (inside.width < smallest || inside.height < smallest) continue
      const [crop] = await api.extractFaceTensors(input, [inside])
      const marks = await landmarks.detectLandmarks(crop!)
      crop!.dispose()
      found.push(faceOf(inside, score, marks.getLeftEye(), marks.getRightEye()))
    }
    return found.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
  } finally {
    input.dispose()
    detector.dispose()
    landmarks.dispose()
  }
}

function faceOf(
  { x, y, width, height }: FaceBox,
  score: number,
  leftEye: readonly PlaceInPicture[],
  rightEye: readonly PlaceInPicture[],
): FoundFace {
  const eye = (points: readonly PlaceInPicture[]): PlaceInPicture => {
    const middle = meanOf(points)
    return { x: x + middle.x, y: y + middle.y }
  }
  return { box: { x, y, width, height }, eyes: { left: eye(leftEye), right: eye(rightEye) }, score }
}

type WeightMap = ReturnType<TensorFlow['io']['decodeWeights']>

function weightsOf(tf: TensorFlow, { manifest, bytes }: FaceWeights): WeightMap {
  const [group] = JSON.parse(manifest) as [{ weights: Parameters<TensorFlow['io']['decodeWeights']>[1] }]
  return tf.io.decodeWeights(Uint8Array.from(bytes).buffer, group.weights)
}

function meanOf(points: readonly PlaceInPicture[]): PlaceInPicture {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}
