import type * as onnxruntime from 'onnxruntime-node'
import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** Far above any network that Slerp trains; a file past this is not read into memory twice. */
const BYTE_LIMIT = 512 * 2 ** 20

/** Pictures or codes that go through a network at once: more only takes more memory. */
export const BATCH_LIMIT = 32

const FATAL = 4

/** What runs a network: the processor, or the graphics card through ONNX Runtime's own WebGPU. */
export type Provider = 'cpu' | 'webgpu'

export interface NetworkOptions {
  threads: number
  provider?: Provider
}

export interface Network {
  readonly session: InferenceSession
  /** Runs the network on one float32 input of the given shape. */
  run(input: string, data: Float32Array, shape: number[]): Promise<InferenceSession.ReturnType>
  dispose(): Promise<void>
}

/** Opens an ONNX file's bytes. The library is loaded on first use: it is large, and not always needed. */
export async function openNetwork(onnx: Uint8Array, options: NetworkOptions): Promise<Network> {
  requireHarmless(onnx)
  const runtime = await loadRuntime()
  const session = await createSession(runtime.InferenceSession, onnx, options)
  return {
    session,
    run: (input, data, shape) => session.run({ [input]: new runtime.Tensor('float32', data, shape) }),
    dispose: once(() => session.release()),
  }
}

/** ONNX Runtime does not load on this machine: not the file's fault. */
export class RuntimeMissingError extends Error {
  override readonly name = 'RuntimeMissingError'
}

async function loadRuntime(): Promise<typeof onnxruntime> {
  try {
    return await import('onnxruntime-node')
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw new RuntimeMissingError(`ONNX Runtime does not load on this machine: ${reason}`, { cause })
  }
}

/**
 * ONNX lets a weight lie in another file, which the runtime would look for from the working folder. Such a weight
 * is marked by the word `location`, which nothing in a network that Slerp writes contains.
 */
function requireHarmless(onnx: Uint8Array): void {
  if (onnx.length > BYTE_LIMIT) throw new RangeError('The ONNX file is larger than 512 MB.')
  const bytes = Buffer.from(onnx.buffer, onnx.byteOffset, onnx.byteLength)
  if (bytes.includes('location')) throw new RangeError('The ONNX file refers to other files for its weights.')
}

/** Lets the second call wait for the first instead of failing. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

async function createSession(
  factory: typeof InferenceSession,
  onnx: Uint8Array,
  { threads, provider = 'cpu' }: NetworkOptions,
): Promise<InferenceSession> {
  try {
    return await factory.create(onnx, {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // What goes wrong is thrown as well; without this the runtime also writes it to the terminal.
      logSeverityLevel: FATAL,
    })
  } catch (cause) {
    if (provider !== 'cpu')
      throw new Error('No graphics processor that ONNX Runtime can use was found.', { cause })
    throw new Error('The file is not an ONNX network that can be run here.', { cause })
  }
}

/** The numbers of a result, once it is float32 of the expected shape: a file may promise one shape and give another. */
export function floats(result: Tensor | undefined, shape: readonly number[]): Float32Array {
  const same = result?.dims.length === shape.length && shape.every((size, axis) => size === result.dims[axis])
  if (same && result.data instanceof Float32Array) return result.data
  throw new RangeError(`The network gave ${describe(result)} where [${shape.join(', ')}] was expected.`)
}

const describe = (result: Tensor | undefined): string =>
  result ? `${result.type} [${result.dims.join(', ')}]` : 'nothing'
