import type { Backend } from './backend'
import { openWebgpu, type Gpu } from './webgpu'

/** The package `webgpu`: Dawn, Chromium's WebGPU, for Node. */
interface DawnModule {
  create: (options: string[]) => Gpu
  globals: Record<string, unknown>
}

/**
 * WebGPU in plain Node, for the command line. Not for Electron: Dawn hands out memory that its V8 refuses.
 *
 * @throws Error with one sentence
 */
export async function openDawn(): Promise<Backend> {
  const { create, globals } = await loadDawn()
  Object.assign(globalThis, globals)
  const gpu = create([])
  // The backend asks whether there is a `navigator.gpu` while it is loaded; Node's own navigator has none.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node' }, configurable: true })
  return openWebgpu(gpu)
}

async function loadDawn(): Promise<DawnModule> {
  try {
    return (await import('webgpu')) as unknown as DawnModule
  } catch (cause) {
    throw new Error('WebGPU for the command line (the package webgpu) is not installed.', { cause })
  }
}
