import { describe } from 'vitest'
import { defaultTrainingConfig } from '../../core/records/model'
import { nativeLoads } from '../backends/open.fixture'
import { describeSameWeights } from './describe-same-weights.fixture'

/** Large enough for TensorFlow to share the work among threads, whose sums could then differ in order. */
const size = { side: 64, batch: 8, channels: defaultTrainingConfig.channels }

describe.skipIf(!nativeLoads())('native', () => describeSameWeights('native', size))
