import { describe } from 'vitest'
import { nativeLoads } from '../backends/open.fixture'
import { describeKinds } from './describe-kinds.fixture'

describe.skipIf(!nativeLoads())('native', () => describeKinds('native'))
