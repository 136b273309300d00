import { measureUsual } from '../../core/distance/mahalanobis'
import type { Codes } from '../../core/editing/evaluate'
import { priorCode, standardDraw } from '../../core/guests/codes'
import type { GuestSource } from '../../core/records/guest'
import type { ModelRecord } from '../../core/records/model'
import type { Document } from '../../document'
import { mapDraw } from '../../engine'
import type { Coders } from '../coders'
import { modelOf } from '../records'

type Sample = Extract<GuestSource, { kind: 'sample' }>

/**
 * The code of a random picture. A style model's draw goes through its mapping; an autoencoder has no prior, so codes are
 * drawn of the normal distribution that has the mean and covariance of the data's.
 */
export async function drawnCode(
  document: Document,
  { modelId, seed }: Sample,
  { mu, count, latentSize }: Codes,
): Promise<Float32Array> {
  const { config } = modelOf(document, modelId)
  if (config.kind === 'stylegan')
    return mapDraw(await document.readMapping(modelId), standardDraw(seed, config.latentSize))
  if (config.kind !== 'ae') return priorCode(config, seed)
  const measuring = measureUsual(mu, count, latentSize)
  for (;;) {
    const { done, value } = measuring.next()
    if (done) return value.draw(standardDraw(seed, latentSize))
  }
}

/** @throws RangeError in words: only ONNX Runtime can follow a mapping */
export function assertDrawable({ config }: ModelRecord, { decoding }: Coders): void {
  if (config.kind === 'stylegan' && decoding.by !== 'onnx')
    throw new RangeError(
      'a random picture of a StyleGAN needs ONNX Runtime, which does not load on this machine',
    )
}
