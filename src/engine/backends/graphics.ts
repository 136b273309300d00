import type { Backend, TensorFlow } from './backend'
import { registerSecondGradients } from './second-gradients'

/** Renderers that look like a graphics card and compute on the processor. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp\b/i

export const isSoftwareName = (name: string): boolean => softwareNames.test(name)

/**
 * Drivers name themselves with everything they have: `ANGLE (NVIDIA, NVIDIA GeForce RTX 3070 (0x2484) Direct3D11
 * vs_5_0, D3D11)`. People need the card's name.
 */
export function cardName(renderer: string): string {
  const inside =
    /^ANGLE \([^,]+, (.+?)(?: \(0x[\da-f]+\))?(?: (?:Direct3D|OpenGL|Vulkan)[^,]*)?(?:,.*)?\)$/i.exec(
      renderer,
    )
  const card = inside?.[1] ?? renderer
  // Through Vulkan the card stands in brackets behind the version.
  const throughVulkan = /^Vulkan [\d.]+ \((.+)\)$/.exec(card)?.[1] ?? card
  return throughVulkan.replace(/ \(0x[\da-f]+\)$/i, '').trim()
}

/** @throws Error with one sentence when a backend does not start */
export async function start(tf: TensorFlow, name: 'webgl' | 'webgpu', refusal: string): Promise<void> {
  const started = await tf.setBackend(name).catch((cause: unknown) => {
    throw new Error(refusal, { cause })
  })
  if (!started) throw new Error(refusal)
  await tf.ready()
  registerSecondGradients(tf)
  // Small operations are computed on the card too: what the processor would do in its stead is not what was tested.
  tf.env().set(name === 'webgl' ? 'WEBGL_CPU_FORWARD' : 'WEBGPU_CPU_FORWARD', false)
}

export const backendOn = (
  name: 'webgl' | 'webgpu',
  tf: TensorFlow,
  card: string,
  isSoftware: boolean,
  lost: Promise<string>,
): Backend => ({
  name,
  tf,
  isSoftware,
  lost,
  device: `${card} through ${name === 'webgl' ? 'WebGL' : 'WebGPU'}`,
})
