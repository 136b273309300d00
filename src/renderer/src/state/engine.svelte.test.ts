import { expect, test, vi } from 'vitest'
import { rungNames, type NativeLibrary, type RungName, type RungReport } from '../../../core/records/engine'
import type { EngineInfo } from '../../../protocol/api'
import { ServiceError } from '../../../protocol/errors'
import { portPair } from '../../../protocol/port'
import { connect, serve, type Handlers } from '../../../protocol/rpc'
import { Engine } from './engine.svelte'

const report = (name: RungName, stepMs: number | null): RungReport => ({
  name,
  available: stepMs !== null,
  device: 'a stub',
  reason: '',
  advice: '',
  stepMs,
  isSoftware: false,
})

function infoWith(times: Partial<Record<RungName, number>>, library: NativeLibrary['state']): EngineInfo {
  return {
    inUse: rungNames.find((name) => times[name]) ?? null,
    chosen: null,
    testing: null,
    rungs: rungNames.map((name) => report(name, times[name] ?? null)),
    library: { state: library, label: '', done: 0, total: 0 },
    decoding: { by: 'onnx', on: 'cpu', reason: '' },
  }
}

function open(handlers: Partial<Handlers> = {}) {
  const [near, far] = portPair()
  const emit = serve(far, handlers)
  return { emit, engine: new Engine(connect(near)) }
}

test('the engine is asked by itself a while after the start, unless it has spoken before', () => {
  vi.useFakeTimers()
  const ask = vi.fn(() => infoWith({}, 'absent'))
  open({ 'engine.info': ask })
  const { engine } = open({ 'engine.info': ask })
  engine.info = infoWith({}, 'absent')
  vi.runAllTimers()
  vi.useRealTimers()
  return expect.poll(() => ask.mock.calls.length).toBe(1)
})

test('while all rungs are tested anew the one before stays in view; one that failed does not', async () => {
  const { engine, emit } = open()
  emit('engine.changed', infoWith({ wasm: 80 }, 'absent'))
  await expect.poll(() => engine.used?.name).toBe('wasm')
  emit('engine.changed', { ...infoWith({}, 'absent'), testing: 'wasm', rungs: [] })
  await expect.poll(() => engine.isTesting).toBe(true)
  expect(engine.used?.name).toBe('wasm')
  emit('engine.changed', infoWith({}, 'absent'))
  await expect.poll(() => engine.isTesting).toBe(false)
  expect(engine.used).toBeUndefined()
})

test('a library that was there from the start is no news; one that came and works is', async () => {
  const { engine, emit } = open()
  emit('engine.changed', infoWith({ native: 20, wasm: 80 }, 'ready'))
  await expect.poll(() => engine.info).toBeDefined()
  expect(engine.hasArrived).toBe(false)
  emit('engine.changed', infoWith({ wasm: 80 }, 'bringing'))
  await expect.poll(() => engine.isBringing).toBe(true)
  emit('engine.changed', infoWith({ wasm: 80 }, 'ready'))
  await expect.poll(() => engine.isBringing).toBe(false)
  expect(engine.hasArrived).toBe(false)
  emit('engine.changed', infoWith({ native: 20, wasm: 80 }, 'ready'))
  await expect.poll(() => engine.hasArrived).toBe(true)
})

test('a choice that is refused is told in words', async () => {
  const { engine } = open({
    'engine.choose': () => {
      throw new ServiceError('invalid-request', 'CUDA does not work on this machine.')
    },
  })
  await engine.choose('cuda')
  expect(engine.failure?.what).toContain('CUDA does not work')
  expect(engine.busy).toBe(false)
  engine.dismiss()
  expect(engine.failure).toBeUndefined()
})
