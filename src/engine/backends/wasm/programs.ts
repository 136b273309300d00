import { f32x4, instantiate, moduleOf, type MemoryFunction, type Run } from './assembler'
import { sweepFunction, type Sweep, type SweepShape } from './sweep'

/** The functions that were written for the shapes seen so far, over the wasm backend's memory. */
export class Programs {
  readonly #memory: WebAssembly.Memory
  readonly #isFused = multipliesAndAddsAtOnce()
  readonly #known = new Map<string, Run>()

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
  }

  sweep(shape: SweepShape): Sweep {
    return this.get(`sweep ${Object.values(shape).join()}`, () => sweepFunction(shape, this.#isFused))
  }

  get(key: string, write: () => MemoryFunction): Run {
    const known = this.#known.get(key)
    if (known) return known
    const run = instantiate(this.#memory, write())
    this.#known.set(key, run)
    return run
  }
}

/**
 * Whether the relaxed-simd extension is there and means a * b + c, as it was standardised. A third quicker where it
 * is: Chromium and Electron from 114 on; Node 20 has it behind a flag that the trainer's process sets.
 */
function multipliesAndAddsAtOnce(): boolean {
  const [two, three, ten] = [2, 3, 10].map(f32x4.constant) as [number[], number[], number[]]
  const body = f32x4.store(0, 0, f32x4.multiplyAdd(two, three, ten))
  const written: MemoryFunction = { parameters: 1, integers: 0, vectors: 0, body }
  if (!WebAssembly.validate(moduleOf(written))) return false
  const memory = new WebAssembly.Memory({ initial: 1 })
  instantiate(memory, written)(0)
  return new Float32Array(memory.buffer)[0] === 16
}
