import { describe } from 'vitest'
import { describeMemory } from './describe-memory.fixture'

describe('wasm', () => describeMemory('wasm'))
