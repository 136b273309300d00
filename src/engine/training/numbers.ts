/**
 * The float32 numbers in a file's bytes. Copied first: bytes that came through a pipe or out of a file may be a view
 * of something larger that begins anywhere, and Node's Buffer shares even when sliced.
 */
export function floatsIn(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}
