import { afterEach, describe, expect, it, vi } from 'vitest'
import { openTestWasm } from './open.fixture'
import { openBackend } from './open.node'

afterEach(() => vi.unstubAllEnvs())

describe('the wasm rung', () => {
  it('computes', async () => {
    const { tf, name } = await openTestWasm()
    expect(name).toBe('wasm')
    expect(tf.getBackend()).toBe('wasm')
    expect(tf.tidy(() => tf.add(1, 2).arraySync())).toBe(3)
  })

  it('opens a second time', async () => {
    await openTestWasm()
    expect((await openTestWasm()).tf.getBackend()).toBe('wasm')
  })
})

describe('the native rung', () => {
  it('says in one sentence that the library is not there', async () => {
    vi.stubEnv('SLERP_TFJS_BINDING', '/no/such/tfjs_binding.node')
    await expect(openBackend('native', { wasmFolder: '' })).rejects.toThrow(
      "TensorFlow's native library is not installed.",
    )
  })
})
