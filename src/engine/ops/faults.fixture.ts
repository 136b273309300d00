import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs'
import type { Operation } from './adjoint.fixture'
import { upsample2x } from './upsample'
import { upsampling2x } from './layers'

/** Operations whose gradient TensorFlow.js 4.22 computes wrongly, and what is to be used in their place. */
export interface Fault {
  name: string
  /** Rungs, and tfjs's plain `cpu` backend. */
  wrongOn: string[]
  faulty: Operation
  ours: Operation
  shape: number[]
}

const twice: [number, number] = [8, 8]

export const faults: Fault[] = [
  {
    // ResizeNearestNeighborGrad.js counts the images of dy in the size of x.
    name: 'nearest neighbour, more than one picture',
    wrongOn: ['cpu'],
    faulty: (tf, x) => tf.image.resizeNearestNeighbor(x as Tensor4D, twice),
    ours: (tf, x) => upsample2x(tf, x as Tensor4D),
    shape: [3, 4, 4, 2],
  },
  {
    name: 'the layer upSampling2d',
    wrongOn: ['cpu'],
    faulty: (tf, x) => tf.layers.upSampling2d({ size: [2, 2] }).apply(x) as Tensor4D,
    ours: (tf, x) => upsampling2x(tf, {}).apply(x) as Tensor4D,
    shape: [3, 4, 4, 2],
  },
  {
    // The gradient does not know of halfPixelCenters. Corners on corners are right.
    name: 'bilinear between the centres of pixels',
    wrongOn: ['cpu', 'wasm', 'webgl', 'webgpu', 'native', 'cuda'],
    faulty: (tf, x) => tf.image.resizeBilinear(x as Tensor3D, twice, false, true),
    ours: (tf, x) => tf.image.resizeBilinear(x as Tensor3D, twice, true),
    shape: [3, 4, 4, 2],
  },
  {
    // Forward divides by the pixels that are there, backward by the size of the window.
    name: 'mean over windows that reach over the edge',
    wrongOn: ['cpu', 'wasm', 'webgl', 'webgpu'],
    faulty: (tf, x) => tf.avgPool(x as Tensor4D, 3, 2, 'same'),
    ours: (tf, x) => tf.avgPool(x as Tensor4D, 3, 2, 'valid'),
    shape: [2, 6, 7, 3],
  },
]
