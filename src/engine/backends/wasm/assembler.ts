/**
 * Just enough of WebAssembly's binary format to write a function over numbers in memory:
 * https://webassembly.github.io/spec/core/binary/
 */

/** Instructions, one after another. */
export type Code = readonly number[]

function unsigned(value: number): number[] {
  const bytes: number[] = []
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0))
    value >>>= 7
  } while (value > 0)
  return bytes
}

function signed(value: number): number[] {
  const bytes: number[] = []
  for (;;) {
    const low = value & 127
    value >>= 7
    const isLast = value === (low & 64 ? -1 : 0)
    bytes.push(isLast ? low : low | 128)
    if (isLast) return bytes
  }
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()]
const section = (id: number, body: Code): number[] => [id, ...unsigned(body.length), ...body]

const i32 = 0x7f
const v128 = 0x7b
const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]
/** Alignment hints are left at a byte: processors of today do not mind. */
const access = (opcode: number, offset: number): number[] => [...simd(opcode), 0, ...unsigned(offset)]

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]
export const constant = (value: number): Code => [0x41, ...signed(value)]
export const advance = (local: number, bytes: Code): Code => set(local, [...get(local), ...bytes, 0x6a])

/** Does the body as often as the local says, at least once; the local is 0 after it. */
export const repeat = (local: number, body: Code): Code => [
  ...[0x03, 0x40],
  ...body,
  ...[...get(local), ...constant(1), 0x6b, 0x22, ...unsigned(local)],
  ...[0x0d, 0, 0x0b],
]

/** Does the body if the local is more than a number. */
export const iff = (local: number, least: number, body: Code): Code => [
  ...[...get(local), ...constant(least), 0x4a],
  ...[0x04, 0x40, ...body, 0x0b],
]

/** Four floats at a time. Addresses are a local plus a fixed number of bytes. */
export const f32x4 = {
  load: (address: number, offset = 0): Code => [...get(address), ...access(0x00, offset)],
  /** One float four times. */
  splat: (address: number, offset = 0): Code => [...get(address), ...access(0x09, offset)],
  store: (address: number, offset: number, value: Code): Code => [
    ...get(address),
    ...value,
    ...access(0x0b, offset),
  ],
  /** One of the four. */
  storeLane: (address: number, offset: number, value: Code, lane: number): Code => [
    ...get(address),
    ...value,
    ...access(0x5a, offset),
    lane,
  ],
  constant: (value: number): Code => {
    const bytes = new Uint8Array(new Float32Array(4).fill(value).buffer)
    return [...simd(0x0c), ...bytes]
  },
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe4)],
  sub: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe5)],
  mul: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe6)],
  div: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe7)],
  sqrt: (a: Code): Code => [...a, ...simd(0xe3)],
  max: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe9)],
  greater: (a: Code, b: Code): Code => [...a, ...b, ...simd(0x44)],
  /** Lane by lane `a` where the mask is set, else `b`. */
  select: (mask: Code, a: Code, b: Code): Code => [...a, ...b, ...mask, ...simd(0x52)],
  /** a * b + c, rounded once or twice as the processor likes. Needs the relaxed-simd extension. */
  multiplyAdd: (a: Code, b: Code, c: Code): Code => [...a, ...b, ...c, ...simd(0x105)],
}

/** Two doubles at a time. */
export const f64x2 = {
  zero: [...simd(0x0c), ...Array<number>(16).fill(0)] as Code,
  /** Two floats from memory. */
  promoted: (address: number, offset: number): Code => [
    ...get(address),
    ...access(0x5d, offset),
    ...simd(0x5f),
  ],
  store: f32x4.store,
  add: (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf0)],
}

/** A function of addresses and counts that works on memory. Locals are numbered: parameters, integers, vectors. */
export interface MemoryFunction {
  parameters: number
  integers: number
  vectors: number
  body: Code
}

/** The binary of a module that imports `env.memory` and exports one function `run`. */
export function moduleOf({ parameters, integers, vectors, body }: MemoryFunction): Uint8Array<ArrayBuffer> {
  const text = (value: string): number[] => vector(Array.from(value, (letter) => [letter.charCodeAt(0)]))
  const type = [0x60, ...vector(Array<Code>(parameters).fill([i32])), 0]
  const locals = vector([
    [...unsigned(integers), i32],
    [...unsigned(vectors), v128],
  ])
  const code = [...locals, ...body, 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([type])),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, 0x00, 0x01]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text('run'), 0x00, 0x00]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ])
}

export type Run = (...parameters: number[]) => void

/** Small enough to be compiled at once. */
export function instantiate(memory: WebAssembly.Memory, written: MemoryFunction): Run {
  const module = new WebAssembly.Module(moduleOf(written))
  return new WebAssembly.Instance(module, { env: { memory } }).exports['run'] as Run
}
