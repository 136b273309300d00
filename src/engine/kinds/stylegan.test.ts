import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import { codeSizeOf, defaultConfigs, type StyleganConfig } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { openTestWasm } from '../backends/open.fixture'
import { growthOf } from '../models/growing'
import { tensorOperations, type Operations } from '../models/network'
import { groups, styledDrawing, synthesisRecipes } from '../models/styled-generator'
import { mixed } from '../models/styles'
import { Weights } from '../models/weights'
import { createRun } from '../training/run'
import { runInput, small } from './kinds.fixture'

const latentSize = 6
const { batchSize, channels } = small
const config: StyleganConfig = { ...defaultConfigs.stylegan, latentSize, batchSize, channels, epochs: 10 }
let backend: Backend
beforeAll(async () => {
  backend = await openTestWasm()
})

const normal = (count: number, size: number, seed: number): Tensor2D =>
  backend.tf.tensor2d(gaussians(count * size, mulberry32(seed)), [count, size])
const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync())

describe('styles', () => {
  it('of a group change what its own layers and later ones draw, and nothing before; the fine ones colours too', () => {
    const { tf } = backend
    const growth = growthOf(64, [4, 5, 6, 7])
    const weights = new Weights(tf, synthesisRecipes(growth, latentSize), 1, 1)
    const ops = tensorOperations(tf, (name) => weights.get(name))
    const parts = groups.map((_, i) => normal(2, latentSize, i))
    const featuresOf = (styles: Tensor2D[]): Map<string, number[]> => {
      const found = new Map<string, number[]>()
      const heard: Operations<Tensor> = {
        ...ops,
        modulatedConv2d: (x, kernel, style, options) => {
          const y = ops.modulatedConv2d(x, kernel, style, options)
          found.set(kernel.name, numbers(y))
          return y
        },
      }
      tf.tidy(() => styledDrawing(growth)(heard, styles)[0]!)
      return found
    }
    const before = featuresOf(parts)
    const first = { coarse: 4, middle: 16, fine: 32 }
    groups.forEach((group, i) => {
      const after = featuresOf(parts.map((part, k) => (k === i ? normal(2, latentSize, 9) : part)))
      for (const [name, features] of after) {
        const isColour = group === 'fine' && name.endsWith('rgb')
        const isEarlier = parseInt(name) < first[group] && !isColour
        if (isEarlier) expect(features, `${name} after ${group}`).toEqual(before.get(name))
        else expect(features, `${name} after ${group}`).not.toEqual(before.get(name))
      }
    })
    weights.dispose()
    tf.dispose(parts)
  })

  it('are those of two codes in as many pictures as asked, from the middle or the fine group on', () => {
    const { tf } = backend
    const noise = normal(4000, 2 * latentSize + 1, 3)
    const styles = mixed(tf, { latentSize, mixing: 0.6 }, noise, (z) => z)
    const [coarse, middle, fine] = styles.map((part) => numbers(part.slice([0, 0], [-1, 1])))
    const share = (one: number[], other: number[]): number =>
      one.filter((x, i) => x !== other[i]).length / one.length
    expect(share(coarse!, fine!)).toBeCloseTo(0.6, 1)
    expect(share(coarse!, middle!)).toBeCloseTo(0.3, 1)
    expect(coarse).toEqual(numbers(noise.slice([0, 0], [-1, 1])))
    tf.dispose([noise, ...styles])
  })
})

describe('codes', () => {
  it('of random draws are standard, times the truncation; mapping.onnx gives them', async () => {
    const run = await createRun(runInput(backend, small, config))
    for (let step = 0; step < 20; step++) await run.step()
    const z = gaussians(2000 * latentSize, mulberry32(4))
    const session = await InferenceSession.create((await run.checkpoint())['mapping.onnx']!)
    const { code } = await session.run({ z: new OnnxTensor('float32', z, [2000, latentSize]) })
    const size = codeSizeOf(config)
    expect(code!.dims).toEqual([2000, size])
    const rows = code!.data as Float32Array
    for (let k = 0; k < size; k++) {
      const column = rows.filter((_, i) => i % size === k)
      const mean = column.reduce((sum, x) => sum + x, 0) / 2000
      const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 2000
      expect(Math.abs(mean)).toBeLessThan(0.15)
      expect(Math.abs(Math.sqrt(variance) / config.truncation - 1)).toBeLessThan(0.15)
    }
    run.dispose()
  })

  it('are all the mean one where the truncation is 0', async () => {
    const run = await createRun(runInput(backend, small, { ...config, truncation: 0 }))
    await run.step()
    const { samples } = await run.preview(2)
    expect(samples.subarray(0, samples.length / 2)).toEqual(samples.subarray(samples.length / 2))
    const mean = await run.decode(new Float32Array(codeSizeOf(config)), 1)
    expect(samples.subarray(0, samples.length / 2)).toEqual(mean)
    run.dispose()
  })
})
