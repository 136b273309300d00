import { describe } from 'vitest'
import { defaultConfigs } from '../../core/records/training'
import { nativeLoads } from '../backends/open.fixture'
import { describeSameWeights } from './describe-same-weights.fixture'

/** Large enough for TensorFlow to share the work among threads, whose sums could then differ in order. */
const size = { side: 64, batchSize: 8, channels: defaultConfigs.vae.channels }

describe.skipIf(!nativeLoads())('native', () => describeSameWeights('native', size))
