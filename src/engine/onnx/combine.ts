import { setting, unsupported, type EmitLayer } from './layer'

/** Along the last axis only, which is the colours of pictures and the numbers of codes. */
export const emitConcatenate: EmitLayer = (emitter, { layer, inputs, inputShape }) => {
  const axis = setting(layer, 'axis')
  if (axis !== -1 && axis !== inputShape.length - 1) throw unsupported(layer, 'axis')
  const sources = inputs.map((input) => emitter.as('channels-last', input).name)
  return emitter.add('Concat', sources, 'channels-last', { axis: inputShape.length - 1 })
}

/** Numbers `start` to `start + size` of codes [N, all]. */
export const emitPart: EmitLayer = (emitter, { layer, input }) => {
  const [start, size] = [Number(setting(layer, 'start')), Number(setting(layer, 'size'))]
  const bound = (name: string, value: number): string =>
    emitter.constant(`${layer.name}/${name}`, [1], BigInt64Array.of(BigInt(value)))
  const bounds = [bound('start', start), bound('end', start + size), bound('axis', 1)]
  return emitter.add('Slice', [input.name, ...bounds], 'channels-last')
}
