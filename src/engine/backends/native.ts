import { createRequire } from 'node:module'
import type * as util from 'node:util'
import type { Backend, TensorFlow } from './backend'

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
  return { name, device: deviceOf(tf), isSoftware: false, tf }
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

interface NodeBackend {
  isUsingGpuDevice?: boolean
}

function deviceOf(tf: TensorFlow): string {
  const { isUsingGpuDevice } = tf.backend() as NodeBackend
  return isUsingGpuDevice ? 'TensorFlow on the GPU' : 'TensorFlow on the CPU'
}
