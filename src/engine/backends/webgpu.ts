import type { Backend } from './backend'
import { backendOn, isSoftwareName, start } from './graphics'

/** What we use of WebGPU; spelled out because Node and older browsers' types know none of it. */
interface AdapterInfo {
  vendor?: string
  architecture?: string
  device?: string
  description?: string
}
interface Adapter {
  isFallbackAdapter?: boolean
  info?: AdapterInfo & { isFallbackAdapter?: boolean }
  requestAdapterInfo?(): Promise<AdapterInfo>
}
export interface Gpu {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<Adapter | null>
}
interface WebgpuBackend {
  device: { lost: Promise<{ message: string }> }
}

/**
 * The graphics card through WebGPU, as `navigator.gpu` offers it: Chromium's in a page, Dawn's in Node.
 *
 * @throws Error with one sentence
 */
export async function openWebgpu(gpu: Gpu | undefined): Promise<Backend> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('WebGPU found no graphics card that it can use.')
  const info = adapter.info ?? (await adapter.requestAdapterInfo?.()) ?? {}
  const tf = await import('@tensorflow/tfjs')
  await import('@tensorflow/tfjs-backend-webgpu')
  await start(tf, 'webgpu', 'WebGPU could not be started on this graphics card.')
  const { device } = tf.backend() as unknown as WebgpuBackend
  const lost = device.lost.then(({ message }) => `The graphics card was lost. ${message}`.trim())
  return backendOn('webgpu', tf, nameOf(info), isSoftware(adapter, info), lost)
}

function nameOf({ description, vendor, architecture, device }: AdapterInfo): string {
  return description || [vendor, architecture || device].filter(Boolean).join(' ') || 'A graphics card'
}

function isSoftware(adapter: Adapter, info: AdapterInfo & { isFallbackAdapter?: boolean }): boolean {
  const names = [info.description, info.architecture, info.device, info.vendor].join(' ')
  return adapter.isFallbackAdapter === true || info.isFallbackAdapter === true || isSoftwareName(names)
}
