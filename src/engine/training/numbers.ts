import type { Variable } from '@tensorflow/tfjs'
import type { TensorFlow } from '../backends/backend'

/**
 * The float32 numbers in a file's bytes. Copied first: bytes that came through a pipe or out of a file may be a view
 * of something larger that begins anywhere, and Node's Buffer shares even when sliced.
 */
export function floatsIn(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}

/** The numbers of variables as bytes, one after another. */
export async function saveVariables(variables: readonly Variable[]): Promise<Uint8Array> {
  const parts = await Promise.all(variables.map((variable) => variable.data() as Promise<Float32Array>))
  const numbers = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    numbers.set(part, at)
    at += part.length
  }
  return new Uint8Array(numbers.buffer)
}

/** @throws RangeError when the bytes are not those of such variables */
export function restoreVariables(
  tf: TensorFlow,
  variables: readonly Variable[],
  bytes: Uint8Array | undefined,
): void {
  const wanted = variables.reduce((sum, { size }) => sum + size, 0) * 4
  if (bytes?.length !== wanted) throw new RangeError('The checkpoint belongs to a model of another size.')
  const numbers = floatsIn(bytes)
  let at = 0
  for (const variable of variables) {
    const part = numbers.subarray(at, at + variable.size)
    tf.tidy(() => variable.assign(tf.tensor(part, variable.shape)))
    at += variable.size
  }
}
