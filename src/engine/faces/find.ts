import type { FoundFace, PlaceInPicture } from '../../core/guests/eyes'
import type { RgbPicture } from '../../core/picture/crop'
import type { TensorFlow } from '../backends/backend'
import { openWasm } from '../backends/wasm/open'
import { loadFaceApi, type FaceApi, type FaceBox } from './face-api'

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

/**
 * How sure the detector must be, and the most that there is room to show. Of faces 20 pixels wide it finds more at 0.3, and
 * takes more things for faces; at 0.5 it misses some that are larger.
 */
const detectorOptions = { minConfidence: 0.4, maxResults: 24 }
/** Pixels across: in fewer there are no eyes to be found. */
const smallest = 8

/**
 * Faces in a photo, the largest first: an SSD on MobileNet, then 68 landmarks in each box, whose eyes are the means of six
 * points each (@vladmandic/face-api, MIT; weights trained on WIDER FACE and some 35,000 labelled faces). The package's
 * tiny detector takes a third of the time and misses profiles and whatever is small in the photo.
 *
 * @param picture best at 640 pixels or less: time grows with its size, and what is found does not
 */
export async function findFaces(picture: RgbPicture, files: FaceFiles): Promise<FoundFace[]> {
  const { tf } = await openWasm(files.wasmFolder)
  const api = await loadFaceApi()
  const [detector, landmarks] = [new api.SsdMobilenetv1(), new api.FaceLandmark68Net()]
  try {
    detector.loadFromWeightMap(weightsOf(tf, files.detector))
    landmarks.loadFromWeightMap(weightsOf(tf, files.landmarks))
    return await facesIn(picture, { tf, api, detector, landmarks })
  } finally {
    detector.dispose()
    landmarks.dispose()
  }
}

interface Networks {
  tf: TensorFlow
  api: FaceApi
  detector: InstanceType<FaceApi['SsdMobilenetv1']>
  landmarks: InstanceType<FaceApi['FaceLandmark68Net']>
}

async function facesIn(
  { width, height, rgb }: RgbPicture,
  { tf, api, detector, landmarks }: Networks,
): Promise<FoundFace[]> {
  const input = tf.tensor3d(rgb, [height, width, 3], 'int32')
  try {
    const found: FoundFace[] = []
    for (const { box, score } of await detector.locateFaces(input, detectorOptions)) {
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
