import type { RungName } from '../../core/records/engine'

/** What a person can do about a rung that is out, in one sentence; empty when there is nothing to do. */
export function adviceFor(rung: RungName, reason: string): string {
  if (/not installed/.test(reason))
    return rung === 'cuda'
      ? 'With an NVIDIA GPU, "npm run engine:cuda" brings it.'
      : "Bring TensorFlow's native library."
  if (/found no (NVIDIA )?graphics card/.test(reason)) return rung === 'webgpu' ? webgpuAdvice() : ''
  if (/software rendering/i.test(reason)) return 'A current driver of the graphics card may change this.'
  if (/wrong numbers/.test(reason)) return 'A newer driver may change this; it is not used until then.'
  if (/ended the (process|app)|did not end/.test(reason)) return 'Test again after an update of the driver.'
  return ''
}

/** Chromium before 144 uses WebGPU on Linux only with Vulkan switched on, which not every driver stands. */
const webgpuAdvice = (): string =>
  process.platform === 'linux'
    ? 'With a graphics card, "npm start -- --enable-features=Vulkan" may find it.'
    : 'A current driver of the graphics card may change this.'
