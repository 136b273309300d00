import { describe } from 'vitest'
import { nativeLoads } from '../backends/open.fixture'
import { describeGanAgreement } from './describe-gan-agreement.fixture'

describe.skipIf(!nativeLoads())('native and PyTorch agree on parts of GANs:', () =>
  describeGanAgreement('native'),
)
