import { describe } from 'vitest'
import { describeGanAgreement } from './describe-gan-agreement.fixture'

describe('wasm and PyTorch agree on parts of GANs:', () => describeGanAgreement('wasm'))
