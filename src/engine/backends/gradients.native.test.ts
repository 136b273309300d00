import { describe } from 'vitest'
import { describeGradients } from './gradients.fixture'
import { nativeLoads } from './open.fixture'

describe.skipIf(!nativeLoads())('native: numbers and gradients of', () => describeGradients('native'))
