import { describe } from 'vitest'
import { describeAgreement } from './describe-agreement.fixture'

describe('wasm and PyTorch', () => describeAgreement('wasm'))
