import type { Backend, TensorFlow } from './backend'
import { backendOn, cardName, isSoftwareName, start } from './graphics'

/** What we use of a WebGL 2 context; spelled out because Node's types know none. */
interface Gl {
  readonly RENDERER: number
  readonly canvas: { addEventListener(type: 'webglcontextlost', listener: () => void): void }
  getExtension(name: 'WEBGL_debug_renderer_info'): { UNMASKED_RENDERER_WEBGL: number } | null
  getParameter(name: number): unknown
}
interface WebglBackend {
  gpgpu: { gl: Gl }
}

/**
 * The graphics card through WebGL 2, in a page.
 *
 * @throws Error with one sentence
 */
export async function openWebgl(): Promise<Backend> {
  const tf = await import('@tensorflow/tfjs')
  // Chromium would hide a renderer in software from a page that asks for a quick one; here it is named instead.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true)
  await start(tf, 'webgl', 'WebGL 2 could not be started: the graphics driver does not offer it.')
  requireSinglePrecision(tf)
  const { gl } = (tf.backend() as unknown as WebglBackend).gpgpu
  const renderer = rendererOf(gl)
  return backendOn('webgl', tf, cardName(renderer), isSoftwareName(renderer), contextLost(gl))
}

/** Half precision loses training's small gradients. */
function requireSinglePrecision(tf: TensorFlow): void {
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    throw new Error('The graphics card computes with 16 bits only through WebGL; training needs 32.')
}

function rendererOf(gl: Gl): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  return String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
}

function contextLost(gl: Gl): Promise<string> {
  return new Promise((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () =>
      resolve('The graphics card was lost (WebGL context).'),
    )
  })
}
