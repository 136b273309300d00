/** Renderer, scene and camera of three, and the life of the drawing context. */
import { Color, PerspectiveCamera, Scene, SRGBColorSpace, WebGLRenderer, type Object3D } from 'three'
import type { View, Viewport } from './camera'
import type { Rgba } from './colours'
import { sharedUniforms } from './shared-uniforms'

/** So narrow that it equals an orthographic camera; opening it is all that a change to 3D needs. */
const fieldOfViewDegrees = 1

export class Stage {
  readonly shared = sharedUniforms()
  readonly #renderer: WebGLRenderer
  readonly #scene = new Scene()
  readonly #camera = new PerspectiveCamera(fieldOfViewDegrees, 1)

  /** Throws where there is no WebGL2. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: false, depth: false, stencil: false })
    this.#scene.matrixWorldAutoUpdate = false
  }

  get maxTextureSize(): number {
    return this.#renderer.capabilities.maxTextureSize
  }

  add(...objects: Object3D[]): void {
    this.#scene.add(...objects)
  }

  resize(viewport: Viewport, pixelRatio: number): void {
    this.#renderer.setPixelRatio(pixelRatio)
    this.#renderer.setSize(viewport.width, viewport.height, false)
    this.shared.uPixelRatio.value = pixelRatio
    this.shared.uPixel.value.set(2 / viewport.width, 2 / viewport.height)
    this.#camera.aspect = viewport.width / viewport.height
  }

  setSurface([r, g, b]: Rgba): void {
    this.#renderer.setClearColor(new Color().setRGB(r, g, b, SRGBColorSpace))
    this.shared.uSurface.value.set(r, g, b)
  }

  render(view: View): void {
    const distance = view.heightInMap / 2 / Math.tan((fieldOfViewDegrees * Math.PI) / 360)
    this.#camera.position.set(view.centreInMap.x, view.centreInMap.y, distance)
    this.#camera.near = distance / 2
    this.#camera.far = distance * 2
    this.#camera.updateProjectionMatrix()
    this.#camera.updateMatrixWorld()
    this.#renderer.render(this.#scene, this.#camera)
  }

  dispose(): void {
    this.#renderer.dispose()
  }
}
