import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backend'
import type { Call } from './call'
import { convolve, type ConvolutionShape } from './convolution'
import { filterGradient } from './filter-gradient'
import { inputGradient } from './input-gradient'
import { siteOf } from './scratch'

interface Attributes {
  strides: [number, number] | number
  pad: number | 'same' | 'valid'
  dilations?: [number, number] | number
  dataFormat?: string
  dimRoundingMode?: 'ceil' | 'floor' | 'round'
  activation?: string
}

interface Inputs {
  x: TensorInfo
  filter: TensorInfo
  bias?: TensorInfo
}

type Kernel<Inputs, More = object> = (call: Call<Inputs, Attributes & More>) => TensorInfo

type Sizes = [number, number, number, number]

const shapeOf = (
  tf: TensorFlow,
  inShape: number[],
  filterShape: number[],
  { strides, pad, dimRoundingMode }: Attributes,
): ConvolutionShape =>
  tf.backend_util.computeConv2DInfo(inShape as Sizes, filterShape as Sizes, strides, 1, pad, dimRoundingMode)

/** `Conv2D` and `FusedConv2D`, but for dilated filters and activations. */
export function convolution(tf: TensorFlow, stock: KernelFunc): Kernel<Inputs> {
  return (call) => {
    const { inputs, backend, attrs } = call
    const { x, filter, bias } = inputs
    const { dilations = 1, dataFormat = 'NHWC', activation = 'linear' } = attrs
    const isPlain = [dilations].flat().every((dilation) => dilation === 1)
    if (!isPlain || dataFormat !== 'NHWC' || activation !== 'linear')
      return stock(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo
    return convolve(siteOf(backend), shapeOf(tf, x.shape, filter.shape, attrs), x, filter, bias)
  }
}

export const convolutionFilterGradient =
  (tf: TensorFlow): Kernel<{ x: TensorInfo; dy: TensorInfo }, { filterShape: number[] }> =>
  ({ inputs: { x, dy }, backend, attrs }) =>
    filterGradient(siteOf(backend), shapeOf(tf, x.shape, attrs.filterShape, attrs), x, dy)

/** Also the transposed convolution. */
export const convolutionInputGradient =
  (tf: TensorFlow): Kernel<{ dy: TensorInfo; filter: TensorInfo }, { inputShape: number[] }> =>
  ({ inputs: { dy, filter }, backend, attrs }) =>
    inputGradient(siteOf(backend), shapeOf(tf, attrs.inputShape, filter.shape, attrs), dy, filter)
