import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { ownLayer } from './own-layer'
import { upsample2x } from './upsample'

/** {@link upsample2x} as a layer, [batch, height, width, channels] to twice the height and width. */
export const upsampling2x = ownLayer<{ name?: string }>({
  className: 'Upsampling2x',
  shape: ([[batch = null, height = null, width = null, channels = null] = []]) => [
    batch,
    height && 2 * height,
    width && 2 * width,
    channels,
  ],
  call: (tf, [x]) => upsample2x(tf, x as Tensor4D),
})

/** Numbers `start` to `start + size` of codes [batch, all]. */
export const part = ownLayer<{ name: string; start: number; size: number }>({
  className: 'Part',
  shape: ([[batch = null] = []], { size }) => [batch, size],
  call: (tf, [x], { start, size }) => tf.slice(x as Tensor2D, [0, start], [-1, size]),
})
