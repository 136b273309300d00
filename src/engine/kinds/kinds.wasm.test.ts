import { describe } from 'vitest'
import { describeKinds } from './describe-kinds.fixture'

describe('wasm', () => describeKinds('wasm'))
