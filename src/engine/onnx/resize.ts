import type { EmitLayer } from './layer'

/** Nearest neighbour; ONNX's default rounding gives every pixel to the four that it becomes. */
export const emitUpsampling2x: EmitLayer = (emitter, { input }) => {
  const scales = emitter.constant('upsampling_2x/scales', [4], Float32Array.of(1, 1, 2, 2))
  const source = emitter.as('channels-first', input).name
  return emitter.add('Resize', [source, '', scales], 'channels-first')
}
