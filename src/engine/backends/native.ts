import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as util from 'node:util'
import type { Backend, TensorFlow } from './backend'
import type { Binding, NodeBackend } from './native/binding'
import { NativeGraph, type WithSavedModel } from './native/compile'
import { registerKernels } from './native/kernels'

/** tfjs-node 4.22 calls two functions that Node 23 took away. They must be back before it is loaded. */
function restoreUtil(require: NodeJS.Require): void {
  const old = require('node:util') as typeof util & Record<string, unknown>
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  old['isArray'] ??= Array.isArray
}

/**
 * TensorFlow's own library through tfjs-node-gpu, on the processor (`native`) or on an NVIDIA GPU (`cuda`).
 *
 * SLERP_TFJS_BINDING names the binding that was brought to this machine; without it the package's own is tried.
 *
 * @throws Error with one sentence
 */
export async function openNative(name: 'cuda' | 'native'): Promise<Backend> {
  const require = createRequire(__filename)
  restoreUtil(require)
  // Two operations at a time end in other last digits from run to run, and gain nothing in a training step.
  process.env['TF_NUM_INTEROP_THREADS'] ??= '1'
  const brought = process.env['SLERP_TFJS_BINDING']
  const tf = brought ? loadBrought(require, brought) : loadPackage(require)
  await tf.ready()
  const device = requireDevice(tf, name)
  registerKernels(tf)
  const backend: Backend = { name, device, isSoftware: false, tf }
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

const packageName = '@tensorflow/tfjs-node-gpu'

function loadPackage(require: NodeJS.Require): TensorFlow {
  return orReason(() => require(packageName) as TensorFlow)
}

interface BackendModule {
  NodeJSKernelBackend: new (binding: Binding, packageName: string) => ReturnType<TensorFlow['backend']>
}

/** What the package's own entry does, with a binding that lies elsewhere. */
function loadBrought(require: NodeJS.Require, path: string): TensorFlow {
  return orReason(() => {
    const inPackage = createRequire(require.resolve(`${packageName}/package.json`))
    inPackage('./dist/register_all_kernels')
    const tf = inPackage('@tensorflow/tfjs') as TensorFlow
    const { NodeJSKernelBackend } = inPackage('./dist/nodejs_kernel_backend') as BackendModule
    const binding = require(path) as Binding
    tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, packageName), 3)
    void tf.setBackend('tensorflow')
    return tf
  })
}

function orReason(load: () => TensorFlow): TensorFlow {
  try {
    return load()
  } catch (error) {
    throw new Error(reasonFor(error), { cause: error })
  }
}

/** Node's sentence for an absent module and the package's for an absent binding both name paths; people need not. */
function reasonFor(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  if (/cannot find module|can not be found/i.test(first))
    return "TensorFlow's native library is not installed."
  const missing = /(lib[\w+.-]+\.so[\w.]*): cannot open shared object file/.exec(first)?.[1]
  if (missing) return `TensorFlow's native library needs ${missing}, which is not on this machine.`
  return `TensorFlow's native library does not load: ${first}`
}

const nodeBackend = (tf: TensorFlow): NodeBackend => tf.backend() as unknown as NodeBackend
const isOnGpu = (tf: TensorFlow): boolean => nodeBackend(tf).isUsingGpuDevice

/** In words. @throws Error when the GPU was asked for and is not there */
function requireDevice(tf: TensorFlow, name: 'cuda' | 'native'): string {
  const version = `TensorFlow ${nodeBackend(tf).binding.TF_Version.split('.').slice(0, 2).join('.')}`
  if (isOnGpu(tf)) return `${version} on an NVIDIA graphics card`
  if (name === 'cuda') throw new Error('TensorFlow found no NVIDIA graphics card that it can use.')
  return `${version} on the CPU, ${cpus().length} cores`
}
