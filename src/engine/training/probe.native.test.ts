import { describe, expect, test } from 'vitest'
import { openBackend } from '../backends/open.node'
import { nativeLoads } from '../backends/open.fixture'
import { probeBackend } from './probe'

describe.skipIf(!nativeLoads())('the native rung', () => {
  test('says what it runs on, and passes the test step', { timeout: 60_000 }, async () => {
    const backend = await openBackend('native', { wasmFolder: '' })
    expect(backend.device).toMatch(/^TensorFlow [\d.]+ on the CPU, \d+ cores$/)
    expect((await probeBackend(backend)).stepMs).toBeGreaterThan(0)
  })
})
