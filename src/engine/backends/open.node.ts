import type { RungName } from '../../core/records/engine'
import type { Backend } from './backend'
import { openDawn } from './dawn'
import { openNative } from './native'
import { openWasm } from './wasm/open'

export interface BackendOptions {
  /** Where the wasm backend's .wasm files lie, with a slash at the end. */
  wasmFolder: string
}

/**
 * Opens a rung in a process of Node. Only one is open at a time.
 *
 * The native library may end the process when it does not fit the machine: open it only in a child.
 *
 * @throws Error with one sentence that says why not
 */
export function openBackend(name: RungName, options: BackendOptions): Promise<Backend> {
  switch (name) {
    case 'cuda':
    case 'native':
      return openNative(name)
    case 'webgpu':
      return openDawn()
    case 'webgl':
      return Promise.reject(new Error('WebGL needs the window: the command line has none.'))
    case 'wasm':
      return openWasm(options.wasmFolder)
  }
}
