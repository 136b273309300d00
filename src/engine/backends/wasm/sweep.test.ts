import { setFlagsFromString } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { gaussians, mulberry32 } from '../../../core/random/random'
import { f32x4, instantiate, moduleOf } from './assembler'
import { Programs } from './programs'
import { sweepFunction, type SweepShape } from './sweep'

// Node 20 hides it; the trainer's process turns it on as well.
setFlagsFromString('--experimental-wasm-relaxed-simd')

const product = f32x4.multiplyAdd(f32x4.constant(2), f32x4.constant(3), f32x4.constant(10))
const probe = { parameters: 1, integers: 0, vectors: 0, body: f32x4.store(0, 0, product) }
const hasRelaxedSimd = WebAssembly.validate(moduleOf(probe))

/** Where the parts lie, in floats. */
const [atA, atB, atC, atStart] = [0, 2000, 4000, 6000]

function filledMemory(): { memory: WebAssembly.Memory; floats: Float32Array } {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const floats = new Float32Array(memory.buffer)
  floats.set(gaussians(8000, mulberry32(3)))
  return { memory, floats }
}

/** The same by plain loops. */
function reference(floats: Float32Array, shape: SweepShape, parts: number, count: number, aPart: number) {
  const { rows, columns, aRow, aStep, bStep, cRow, accumulate } = shape
  const out = floats.slice()
  for (let row = 0; row < rows; row++)
    for (let n = 0; n < columns; n++) {
      const place = atC + (row * cRow) / 4 + n
      let sum = accumulate ? floats[place]! : floats[atStart + n]!
      for (let k = 0; k < parts * count; k++) {
        const a = atA + (row * aRow + Math.floor(k / count) * aPart + (k % count) * aStep) / 4
        sum += floats[a]! * floats[atB + (k * bStep) / 4 + n]!
      }
      out[place] = sum
    }
  return out
}

const shapes: (Pick<SweepShape, 'rows' | 'columns' | 'accumulate'> & { step: number })[] = [
  { rows: 8, columns: 8, step: 1, accumulate: false },
  { rows: 7, columns: 8, step: 1, accumulate: true },
  { rows: 1, columns: 5, step: 3, accumulate: false },
  { rows: 5, columns: 4, step: 2, accumulate: true },
  { rows: 6, columns: 3, step: 1, accumulate: false },
  { rows: 3, columns: 1, step: 1, accumulate: true },
]

describe.each([false, true])('a sweep (products and sums at once: %s)', (isFused) => {
  test.skipIf(isFused && !hasRelaxedSimd).each(shapes)(
    'of $rows rows and $columns columns writes its results and nothing else',
    ({ rows, columns, accumulate, step }) => {
      const shape = { rows, columns, accumulate, aRow: 40, aStep: 4 * step, bStep: 48, cRow: 36 }
      const { memory, floats } = filledMemory()
      const expected = reference(floats, shape, 2, 5, 400)
      const sweep = instantiate(memory, sweepFunction(shape, isFused))
      sweep(4 * atA, 4 * atB, 4 * atC, 4 * atStart, 2, 5, 400)
      const worst = floats.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
      expect(worst).toBeLessThan(1e-5)
    },
  )
})

test('what was written once is not written again', () => {
  const programs = new Programs(new WebAssembly.Memory({ initial: 1 }))
  const shape = { rows: 4, columns: 4, accumulate: false, aRow: 16, aStep: 4, bStep: 16, cRow: 16 }
  expect(programs.sweep({ ...shape })).toBe(programs.sweep({ ...shape }))
  expect(programs.sweep({ ...shape, rows: 5 })).not.toBe(programs.sweep(shape))
})
