import type { NamedTensorMap, Tensor3D } from '@tensorflow/tfjs'
import type { PlaceInPicture } from '../../core/guests/eyes'

/** The part of face-api that we use. Its own types bring a copy of TensorFlow's, which are not ours to TypeScript. */
export interface FaceApi {
  SsdMobilenetv1: new () => FaceNetwork & {
    locateFaces(
      input: Tensor3D,
      options: { minConfidence: number; maxResults: number },
    ): Promise<LocatedFace[]>
  }
  FaceLandmark68Net: new () => FaceNetwork & { detectLandmarks(crop: Tensor3D): Promise<FaceLandmarks> }
  extractFaceTensors(input: Tensor3D, boxes: readonly FaceBox[]): Promise<Tensor3D[]>
}

interface FaceNetwork {
  loadFromWeightMap(weights: NamedTensorMap): void
  dispose(): void
}

interface LocatedFace {
  box: FaceBox
  score: number
}

export interface FaceBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  clipAtImageBorders(width: number, height: number): FaceBox
  floor(): FaceBox
}

/** In pixels of the crop, six points an eye; left is on the left of the picture. */
interface FaceLandmarks {
  getLeftEye(): PlaceInPicture[]
  getRightEye(): PlaceInPicture[]
}

/** Loaded when it is first needed. It takes the TensorFlow.js that is installed, so it runs on the backend in use. */
export async function loadFaceApi(): Promise<FaceApi> {
  return (await import('@vladmandic/face-api/dist/face-api.node-wasm.js')) as unknown as FaceApi
}
