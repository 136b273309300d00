import type { TensorInfo } from '@tensorflow/tfjs'
import type { WasmBackend } from './call'
import { Programs } from './programs'

/** Where a kernel works. */
export interface Site {
  backend: WasmBackend
  programs: Programs
}

const known = new WeakMap<WasmBackend, Site>()

/** What was written for this backend's memory stays written. */
export function siteOf(backend: WasmBackend): Site {
  const found = known.get(backend)
  if (found) return found
  const site = { backend, programs: new Programs(backend.wasm.asm.memory) }
  known.set(backend, site)
  return site
}

/** Numbers on the heap. */
export interface Floats {
  values: Float32Array
  /** In bytes. */
  address: number
}

/** Until something else is taken from the heap: that may move it. */
export function floatsOf({ backend }: Site, tensor: TensorInfo): Floats {
  const values = backend.typedArrayFromHeap(tensor)
  return { values, address: values.byteOffset }
}

/** Lets work take memory of the backend's that is free again afterwards. */
export function withScratch<T>({ backend }: Site, work: (take: (floats: number) => TensorInfo) => T): T {
  const taken: TensorInfo[] = []
  const take = (floats: number): TensorInfo => {
    const tensor = backend.makeOutput([floats], 'float32')
    taken.push(tensor)
    return tensor
  }
  try {
    return work(take)
  } finally {
    for (const { dataId } of taken) backend.disposeData(dataId)
  }
}
