/** Renderer, scene and camera of three, and the life of the drawing context. */
import {
  Color,
  LinearSRGBColorSpace,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  WebGLRenderer,
  type Object3D,
} from 'three'
import { Backdrop } from './backdrop'
import type { View, Viewport } from './camera'
import type { Rgba } from './colours'
import { sharedUniforms } from './shared-uniforms'

/** So narrow that it equals an orthographic camera; opening it is all that a change to 3D needs. */
const fieldOfViewDegrees = 1

export class Stage {
  readonly shared = sharedUniforms()
  readonly #renderer: WebGLRenderer
  readonly #ground = new Scene()
  readonly #overlay = new Scene()
  readonly #backdrop = new Backdrop()
  #surface: Rgba = [0, 0, 0, 1]
  readonly #camera = new PerspectiveCamera(fieldOfViewDegrees, 1)

  /** Throws where there is no WebGL2. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: false, depth: false, stencil: false })
    this.#renderer.autoClear = false
  }

  get maxTextureSize(): number {
    return this.#renderer.capabilities.maxTextureSize
  }

  /** What stands still while a point is dragged or hovered, and what lies above it. */
  add(ground: Object3D[], overlay: Object3D): void {
    this.#ground.add(...ground)
    this.#overlay.add(overlay)
  }

  resize(viewport: Viewport, pixelRatio: number): void {
    this.#renderer.setPixelRatio(pixelRatio)
    this.#renderer.setSize(viewport.width, viewport.height, false)
    const { width, height } = this.#renderer.domElement
    this.#backdrop.resize(width, height)
    this.shared.uPixelRatio.value = pixelRatio
    this.shared.uPixel.value.set(2 / viewport.width, 2 / viewport.height)
    this.#camera.aspect = viewport.width / viewport.height
  }

  setSurface([r, g, b]: Rgba): void {
    this.#surface = [r, g, b, 1]
    this.shared.uSurface.value.set(r, g, b)
  }

  /** While the ground stays as it was, only the overlay is drawn anew, over a copy of it. */
  render(view: View, groundChanged: boolean): void {
    this.#aim(view)
    if (groundChanged) {
      this.#backdrop.isFresh = false
      this.#drawGround(SRGBColorSpace)
    } else {
      if (!this.#backdrop.isFresh) this.#copyGround()
      this.#backdrop.draw(this.#renderer)
    }
    this.#renderer.render(this.#overlay, this.#camera)
  }

  /** The copy went with the context. */
  forgetCopy(): void {
    this.#backdrop.isFresh = false
  }

  #copyGround(): void {
    this.#renderer.setRenderTarget(this.#backdrop.target)
    // three converts the clear colour for the window only; into a texture it goes as it is, like our shaders' output.
    this.#drawGround(LinearSRGBColorSpace)
    this.#renderer.setRenderTarget(null)
    this.#backdrop.isFresh = true
  }

  #drawGround(clearColourSpace: string): void {
    const [r, g, b] = this.#surface
    this.#renderer.setClearColor(new Color().setRGB(r, g, b, clearColourSpace))
    this.#renderer.clear()
    this.#renderer.render(this.#ground, this.#camera)
  }

  #aim(view: View): void {
    const distance = view.heightInMap / 2 / Math.tan((fieldOfViewDegrees * Math.PI) / 360)
    this.#camera.position.set(view.centreInMap.x, view.centreInMap.y, distance)
    this.#camera.near = distance / 2
    this.#camera.far = distance * 2
    this.#camera.updateProjectionMatrix()
    this.#camera.updateMatrixWorld()
  }

  dispose(): void {
    this.#backdrop.dispose()
    this.#renderer.dispose()
  }
}
