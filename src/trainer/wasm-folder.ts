import { createRequire } from 'node:module'
import { join, sep } from 'node:path'

/** Where the wasm backend's .wasm files lie: inside its package. */
export function wasmFolder(): string {
  const entry = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm')
  const root = entry.slice(0, entry.lastIndexOf('tfjs-backend-wasm') + 'tfjs-backend-wasm'.length)
  return join(root, 'wasm-out') + sep
}
