import { describe } from 'vitest'
import { nativeLoads } from '../backends/open.fixture'
import { describeAgreement } from './describe-agreement.fixture'

describe.skipIf(!nativeLoads())('native and PyTorch', () => describeAgreement('native'))
