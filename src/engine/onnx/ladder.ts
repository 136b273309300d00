import type { Emitter, Value } from './emitter'
import type { EmitLayer } from './layer'

/** The layers of engine/ops/ladder-layers.ts, on codes [N, size]. */

const on = (emitter: Emitter, operator: string, ...inputs: Value[]): Value =>
  emitter.add(
    operator,
    inputs.map(({ name }) => name),
    'channels-last',
  )

/** exp(logVariance / 2). */
function deviation(emitter: Emitter, name: string, logVariance: Value): Value {
  const half = emitter.constant(`${name}/half`, [1], Float32Array.of(0.5))
  const halved = emitter.add('Mul', [logVariance.name, half], 'channels-last')
  return on(emitter, 'Exp', halved)
}

/** [e, mu, logVariance] to mu + sigma e. */
export const emitLadderDraw: EmitLayer = (emitter, { layer, inputs }) => {
  const [e, mu, logVariance] = inputs as [Value, Value, Value]
  return on(emitter, 'Add', mu, on(emitter, 'Mul', deviation(emitter, layer.name, logVariance), e))
}

/** [mu of the data, mu of the prior, both log-variances] to the mean, in deviations of the prior. */
export const emitLadderMean: EmitLayer = (emitter, { layer, inputs }) => {
  const [mu, priorMu, logVariance, priorLogVariance] = inputs as [Value, Value, Value, Value]
  const share = on(emitter, 'Sigmoid', on(emitter, 'Sub', priorLogVariance, logVariance))
  const distance = on(emitter, 'Sub', mu, priorMu)
  const inDeviations = on(emitter, 'Div', distance, deviation(emitter, layer.name, priorLogVariance))
  return on(emitter, 'Mul', inDeviations, share)
}

/** [log-variance of the data, log-variance of the prior] to the log-variance, in variances of the prior. */
export const emitLadderSpread: EmitLayer = (emitter, { inputs }) => {
  const [logVariance, priorLogVariance] = inputs as [Value, Value]
  return on(emitter, 'Neg', on(emitter, 'Softplus', on(emitter, 'Sub', priorLogVariance, logVariance)))
}
