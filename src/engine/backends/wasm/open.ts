import type { Backend } from '../backend'
import { registerKernels } from './kernels'

/**
 * WebAssembly on the CPU, one thread (the published build's threads have no effect), with the kernels for training
 * that it lacks.
 *
 * @param wasmFolder where the package's .wasm files lie
 * @throws Error with one sentence
 */
export async function openWasm(wasmFolder: string): Promise<Backend> {
  const tf = await import('@tensorflow/tfjs')
  const { setWasmPaths, setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm')
  // The backend joins folder and file name by putting one after the other.
  setWasmPaths(/[\\/]$/.test(wasmFolder) ? wasmFolder : `${wasmFolder}/`)
  setThreadsCount(1)
  registerKernels(tf)
  if (!(await started(() => tf.setBackend('wasm'))))
    throw new Error('WebAssembly could not be started on this machine.')
  return { name: 'wasm', device: 'WebAssembly on the CPU', isSoftware: false, tf }
}

/** A missing file makes the backend either answer false or throw. */
async function started(start: () => Promise<boolean>): Promise<boolean> {
  try {
    return await start()
  } catch {
    return false
  }
}
