import { openDecoder } from './decoder'
import type { Provider } from './session'

/** Median times of decoding one code, in ms. */
export interface DecodingTimes {
  cpuMs: number
  /** null where the graphics card cannot be used. */
  webgpuMs: number | null
  /** Why it cannot, in one sentence; empty otherwise. */
  reason: string
}

/** Enough for a median that one hiccup does not move; the first ones compile and warm up. */
const [warmUps, repeats] = [3, 15]

/** Times both ways of decoding with one decoder. A driver may end the process: only call it in a child. */
export async function compareProviders(onnx: Uint8Array): Promise<DecodingTimes> {
  const cpuMs = await medianMs(onnx, 'cpu')
  try {
    return { cpuMs, webgpuMs: await medianMs(onnx, 'webgpu'), reason: '' }
  } catch (error) {
    return { cpuMs, webgpuMs: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function medianMs(onnx: Uint8Array, provider: Provider): Promise<number> {
  const decoder = await openDecoder(onnx, { provider })
  const z = new Float32Array(decoder.latentSize)
  const times: number[] = []
  for (let i = 0; i < warmUps + repeats; i++) {
    const start = performance.now()
    await decoder.decode(z, 1)
    times.push(performance.now() - start)
  }
  await decoder.dispose()
  return times.slice(warmUps).sort((a, b) => a - b)[Math.floor(repeats / 2)]!
}
