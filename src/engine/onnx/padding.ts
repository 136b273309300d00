/** How tf.layers pads one axis of a picture, in ONNX's terms. */

export interface AxisPadding {
  before: number
  after: number
}

/** `same` for a convolution: as many results as strides begin within the picture; an odd zero goes after it. */
export function convolutionPadding(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
): AxisPadding {
  const results = Math.ceil(size / stride)
  const reach = (results - 1) * stride + (kernel - 1) * dilation + 1
  return split(Math.max(reach - size, 0))
}

/** `same` for a transposed convolution: what reaches past `size * stride` is cut, an odd row after it. */
export const transposedPadding = (kernel: number, stride: number): AxisPadding =>
  split(Math.max(kernel - stride, 0))

const split = (total: number): AxisPadding => ({
  before: Math.floor(total / 2),
  after: Math.ceil(total / 2),
})

/** ONNX lists all the beginnings, then all the ends. */
export const asPads = (axes: readonly AxisPadding[]): number[] => [
  ...axes.map((axis) => axis.before),
  ...axes.map((axis) => axis.after),
]
