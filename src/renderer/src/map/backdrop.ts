/** A copy of points and thumbnails, so that a drag or a hover redraws only what lies above them, however many there are. */
import { WebGLRenderTarget, type WebGLRenderer } from 'three'

export class Backdrop {
  readonly target = new WebGLRenderTarget(1, 1)
  /** Whether the copy shows what would be drawn now. */
  isFresh = false

  resize(widthInDevicePixels: number, heightInDevicePixels: number): void {
    this.target.setSize(widthInDevicePixels, heightInDevicePixels)
    this.isFresh = false
  }

  /** Fills the window with the copy. On software a blit costs half of a textured rectangle. */
  draw(renderer: WebGLRenderer): void {
    const gl = renderer.getContext() as WebGL2RenderingContext
    const { width, height } = this.target
    // Chromium empties a canvas at the first draw after showing it, and a blit does not count as one: it would be lost.
    renderer.clear()
    // three binds the copy for reading and writing; writing then goes to the window, and three is told at the end.
    renderer.setRenderTarget(this.target)
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null)
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST)
    renderer.setRenderTarget(null)
  }

  dispose(): void {
    this.target.dispose()
  }
}
