import { beforeAll, describe, expect, it } from 'vitest'
import { gaussians, mulberry32 } from '../../core/random/random'
import type { RungName } from '../../core/records/engine'
import { codeSizeOf } from '../../core/records/training'
import type { Backend } from '../backends/backend'
import { wasmFolder } from '../backends/open.fixture'
import { openBackend } from '../backends/open.node'
import { openDecoder } from '../coder/decoder'
import { createRun } from '../training/run'
import { weightsOf } from '../training/trainers.fixture'
import { configsOf, runInput, small } from './kinds.fixture'
import { isRight, slopesOf } from './slopes.fixture'

const configs = Object.entries(configsOf(small))

/** Every kind on one rung: gradients, tensors, sameness, checkpoints, ONNX. One rung per test file. */
export function describeKinds(rung: RungName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await openBackend(rung, { wasmFolder })
  }, 60_000)

  describe.each(configs)('%s', (_name, config) => {
    it('has gradients that are the slopes of its losses', async () => {
      const slopes = await slopesOf(backend, config)
      expect(slopes.length).toBeGreaterThan(0)
      expect(slopes.filter((slope) => !isRight(slope))).toEqual([])
    })

    it('learns in steps that keep no tensor', async () => {
      const { tf } = backend
      const before = tf.memory().numTensors
      const run = await createRun(runInput(backend, small, config))
      const first = await run.evaluate()
      await run.step()
      const tensors = tf.memory().numTensors
      for (let step = 0; step < 20; step++) await run.step()
      expect(tf.memory().numTensors).toBe(tensors)
      const last = await run.evaluate()
      expect(Object.keys(last).sort()).toEqual(Object.keys(first).sort())
      await run.preview(3)
      expect(tf.memory().numTensors).toBe(tensors)
      run.dispose()
      expect(tf.memory().numTensors).toBe(before)
    })

    it('ends with the same weights when it is done again, and when it goes on from a checkpoint', async () => {
      const input = runInput(backend, small, config)
      const [whole, first, again] = [await createRun(input), await createRun(input), await createRun(input)]
      for (let step = 0; step < 6; step++) await whole.step()
      for (let step = 0; step < 3; step++) await first.step()
      again.restore(await first.checkpoint())
      for (let step = 0; step < 3; step++) await again.step()
      const [one, other] = [await weightsOf(whole), await weightsOf(again)]
      expect(Buffer.compare(one, await weightsOf(first))).not.toBe(0)
      expect(Buffer.compare(one, other)).toBe(0)
      for (const run of [whole, first, again]) run.dispose()
    })

    it('decodes through ONNX Runtime what it decodes itself', async () => {
      const run = await createRun(runInput(backend, small, config))
      for (let step = 0; step < 3; step++) await run.step()
      const files = await run.checkpoint()
      const restored = await createRun({ ...runInput(backend, small, config), checkpoint: files })
      const size = codeSizeOf(config)
      const z = gaussians(5 * size, mulberry32(1))
      const onnx = await openDecoder(files['decoder.onnx']!)
      const expected = await restored.decode(z, 5)
      const actual = await onnx.decode(z, 5)
      const worst = actual.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected[i]!)), 0)
      expect(worst).toBeLessThanOrEqual(1)
      await onnx.dispose()
      run.dispose()
      restored.dispose()
    })
  })
}
