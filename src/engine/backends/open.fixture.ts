import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Tensor } from '@tensorflow/tfjs'
import type { Backend } from './backend'
import { openBackend } from './open.node'

/** Where the wasm backend's files lie, for tests. */
export const wasmFolder = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out',
)

export const openTestWasm = (): Promise<Backend> => openBackend('wasm', { wasmFolder })

/**
 * Whether this machine brought a native library; tests that need one are skipped otherwise. A library that lacks a
 * symbol ends its process without an exception, so it is tried in a child.
 */
export function nativeLoads(): boolean {
  const binding = process.env['SLERP_TFJS_BINDING']
  if (!binding) return false
  const child = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(binding)})`], {
    stdio: 'ignore',
  })
  return child.status === 0
}

/**
 * Computes with one of tfjs's backends: makes the tensors there, and reads what comes out.
 *
 * @param work gives tensors; all are disposed
 */
export async function computeOn(
  { tf }: Backend,
  backendName: string,
  work: () => Tensor[],
): Promise<number[][]> {
  const before = tf.getBackend()
  await tf.setBackend(backendName)
  try {
    return tf.tidy(() => work().map((tensor) => Array.from(tensor.dataSync())))
  } finally {
    await tf.setBackend(before)
  }
}
