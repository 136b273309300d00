import { expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import { defaultConfigs } from '../../core/records/training'
import { openTestWasm } from '../backends/open.fixture'
import { buildVae } from '../models/vae'
import { networksOfLayers } from '../networks/of-layers'
import { saveNetworks } from '../training/checkpoint'
import { openDecoder } from './decoder'
import { openEncoder } from './encoder'
import { openTfjsDecoder, openTfjsEncoder } from './tfjs'

const side = 32
const config = { ...defaultConfigs.vae, channels: [4, 6, 8, 10] as [number, number, number, number] }
const backend = await openTestWasm()
const vae = buildVae(backend.tf, config, side)
const files = await saveNetworks(networksOfLayers(backend.tf, { ...vae }))
const input = { backend, config, side, files }
/** More than one batch. */
const count = 35

it('decodes what ONNX Runtime decodes', async () => {
  const z = gaussians(count * config.latentSize, mulberry32(1))
  const expected = await (await openDecoder(files['decoder.onnx']!)).decode(z, count)
  const actual = await openTfjsDecoder(input).decode(z, count)
  const worst = actual.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected[i]!)), 0)
  expect(actual).toHaveLength(count * side * side * 3)
  expect(worst).toBeLessThanOrEqual(1)
})

it('encodes what ONNX Runtime encodes', async () => {
  const rgb = Uint8Array.from({ length: count * side * side * 3 }, (_, i) => (i * 37) % 256)
  const expected = await (await openEncoder(files['encoder.onnx']!)).encode(rgb, count)
  const actual = await openTfjsEncoder(input).encode(rgb, count)
  for (const part of ['mu', 'sigma'] as const)
    actual[part].forEach((number, i) => expect(number).toBeCloseTo(expected[part][i]!, 4))
})

it('keeps no tensor', async () => {
  const decoder = openTfjsDecoder(input)
  const z = gaussians(2 * config.latentSize, mulberry32(1))
  await decoder.decode(z, 2)
  const before = backend.tf.memory().numTensors
  await decoder.decode(z, 2)
  expect(backend.tf.memory().numTensors).toBe(before)
})

it('refuses codes of another count', async () => {
  await expect(openTfjsDecoder(input).decode(new Float32Array(3), 1)).rejects.toThrow('were announced')
})
