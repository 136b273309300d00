import { describe } from 'vitest'
import { nativeLoads } from '../backends/open.fixture'
import { describeMemory } from './describe-memory.fixture'

describe.skipIf(!nativeLoads())('native', () => describeMemory('native'))
