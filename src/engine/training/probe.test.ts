import { expect, test } from 'vitest'
import { openTestWasm } from '../backends/open.fixture'
import { probeBackend } from './probe'

test('the wasm rung passes its test step', { timeout: 60_000 }, async () => {
  const { stepMs } = await probeBackend(await openTestWasm())
  expect(stepMs).toBeGreaterThan(0)
})
