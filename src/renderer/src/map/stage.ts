/** Renderer, scene and camera of three, and the life of the drawing context. */
import {
  Color,
  LinearSRGBColorSpace,
  Matrix4,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  Vector3,
  WebGLRenderer,
  type Material,
  type Object3D,
} from 'three'
import { Backdrop } from './backdrop'
import type { Viewport, Place } from './camera'
import type { Rgba } from './colours'
import { axesOf, distanceOf, fieldOfView, type Pose } from './orbit'
import { sharedUniforms } from './shared-uniforms'

export class Stage {
  readonly shared = sharedUniforms()
  readonly #renderer: WebGLRenderer
  readonly #ground = new Scene()
  readonly #overlay = new Scene()
  readonly #backdrop = new Backdrop()
  #surface: Rgba = [0, 0, 0, 1]
  readonly #camera = new PerspectiveCamera(1, 1)
  readonly #turn = new Matrix4()
  #isDeep = false

  /** Throws where there is no WebGL2. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: false, stencil: false })
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

  /**
   * While the ground stays as it was, only the overlay is drawn anew, over a copy of it.
   *
   * @param radius of the ball that holds all points, in map units: what is farther fades by it
   */
  render(pose: Pose, radius: number, groundChanged: boolean): void {
    this.#aim(pose, radius)
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
    this.#renderer.clear(true, this.#isDeep, false)
    this.#renderer.render(this.#ground, this.#camera)
  }

  #aim(pose: Pose, radius: number): void {
    const { openness, centreInMap } = pose
    const [distance, { right, up, back }] = [distanceOf(pose), axesOf(pose)]
    this.#camera.fov = (fieldOfView(openness) * 180) / Math.PI
    this.#turn.makeBasis(vector(right), vector(up), vector(back))
    this.#camera.quaternion.setFromRotationMatrix(this.#turn)
    this.#camera.position.copy(vector(centreInMap)).addScaledVector(vector(back), distance)
    this.#camera.near = distance * 0.5 ** (1 - openness) * 0.02 ** openness
    this.#camera.far = distance * 2 + 3 * radius * openness
    this.#camera.updateProjectionMatrix()
    this.#camera.updateMatrixWorld()
    this.shared.uDepth.value.set(distance, radius, openness)
    this.#setDeep(openness > 0)
  }

  /** In space, what is nearer hides what is farther; flat, what is drawn later lies on top. */
  #setDeep(isDeep: boolean): void {
    if (isDeep === this.#isDeep) return
    this.#isDeep = isDeep
    for (const { material } of this.#ground.children as (Object3D & { material: Material })[]) {
      material.depthTest = material.depthWrite = isDeep
    }
  }

  dispose(): void {
    this.#backdrop.dispose()
    this.#renderer.dispose()
  }
}

function vector({ x, y, z }: Place): Vector3 {
  return new Vector3(x, y, z)
}
