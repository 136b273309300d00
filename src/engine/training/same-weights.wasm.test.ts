import { describe } from 'vitest'
import { describeSameWeights } from './describe-same-weights.fixture'

// One thread, so the size decides nothing.
const size = { side: 16, batchSize: 4, channels: [3, 4, 5, 6] } as const

describe('wasm', () => describeSameWeights('wasm', { ...size, channels: [...size.channels] }))
