import { describe } from 'vitest'
import { describeGradients } from './gradients.fixture'

describe('wasm: numbers and gradients of', () => describeGradients('wasm'))
