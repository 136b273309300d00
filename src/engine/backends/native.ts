import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as util from 'node:util'
import type { Backend, TensorFlow } from './backend'
import type { NodeBackend } from './native/binding'
import { NativeGraph, type WithSavedModel } from './native/compile'
import { registerKernels } from './native/kernels'

/** tfjs-node 4.22 calls two functions that Node 23 took away. They must be back before it is loaded. */
function restoreUtil(require: NodeJS.Require): void {
  const old = require('node:util') as typeof util & Record<string, unknown>
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  old['isArray'] ??= Array.isArray
}

/**
 * TensorFlow's own library through tfjs-node-gpu, where its native part was brought. SLERP_TFJS_NODE may name the
 * folder of another build of the package.
 *
 * @throws Error with one sentence
 */
export async function openNative(name: 'cuda' | 'native'): Promise<Backend> {
  // Otherwise TensorFlow takes all memory of the GPU at once, and talks.
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true'
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  const require = createRequire(__filename)
  restoreUtil(require)
  const tf = load(require)
  await tf.ready()
  registerKernels(tf)
  const backend: Backend = { name, device: deviceOf(tf), isSoftware: false, tf }
  // A graph takes what it is fed from the processor's memory: on a GPU the weights would cross over at every call.
  if (isOnGpu(tf)) return backend
  return { ...backend, compile: (work, variables) => new NativeGraph(tf, work, variables, withSavedModel) }
}

const withSavedModel: WithSavedModel = (file, load) => {
  const folder = mkdtempSync(join(tmpdir(), 'slerp-graph-'))
  try {
    writeFileSync(join(folder, 'saved_model.pb'), file)
    return load(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function load(require: NodeJS.Require): TensorFlow {
  try {
    return require(process.env['SLERP_TFJS_NODE'] ?? '@tensorflow/tfjs-node-gpu') as TensorFlow
  } catch (error) {
    throw new Error(reasonFor(error), { cause: error })
  }
}

/** Node's sentence for an absent module and the package's for an absent binding both name paths; people need not. */
function reasonFor(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  if (/cannot find module|can not be found/i.test(first))
    return "TensorFlow's native library is not installed."
  return `TensorFlow's native library does not load: ${first}`
}

const isOnGpu = (tf: TensorFlow): boolean => (tf.backend() as unknown as NodeBackend).isUsingGpuDevice

const deviceOf = (tf: TensorFlow): string => (isOnGpu(tf) ? 'TensorFlow on the GPU' : 'TensorFlow on the CPU')
