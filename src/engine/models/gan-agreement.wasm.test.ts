import { describe } from 'vitest'
import { describeGanAgreement } from './gan-agreement.fixture'

describe('wasm and PyTorch agree on parts of GANs:', () => describeGanAgreement('wasm', 1e-5))
