/** The few things on top: rings, ghost, tether, markers and their pictures. One draw call, rewritten when they change. */
import {
  DataTexture,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  Vector2,
} from 'three'
import { quadMesh } from './quad-mesh'
import type { Atlas } from './atlas'
import type { Point, Place } from './camera'
import type { Rgba } from './colours'
import type { Picture } from './map-props'
import { fragmentShader, vertexShader } from './overlay-shaders'
import type { SharedUniforms } from './shared-uniforms'

/** A box with round corners in pixels, at a point or stretched from one point to another. */
export interface Shape {
  fromInMap: Place
  /** Makes it a line. */
  toInMap?: Place
  offsetPx?: Point
  /** Half of width and height; for a line, how much is cut from either end. */
  halfPx: Point
  cornerPx?: number
  strokePx?: number
  stroke?: Rgba
  fill?: Rgba
  /** Fills it with the live picture, or with a thumbnail of the atlas. */
  picture?: 'live' | number
  shadow?: number
}

/** What fills a shape; the shader knows these numbers too. */
const kinds = { plain: 0, live: 1, atlas: 2, line: 3 } as const
const capacity = 16
const none: Rgba = [0, 0, 0, 0]
const sizes = { aFrom: 3, aTo: 3, aOffset: 2, aBox: 4, aStroke: 4, aFill: 4, aPicture: 3 } as const

export class OverlayLayer {
  readonly object: ReturnType<typeof quadMesh>
  readonly #geometry = new InstancedBufferGeometry()
  readonly #uniforms = {
    uAtlas: { value: null as DataTexture | null },
    uLive: { value: null as DataTexture | null },
    uGrid: { value: new Vector2(1, 1) },
  }

  constructor(shared: SharedUniforms) {
    for (const [name, size] of Object.entries(sizes)) {
      const attribute = new InstancedBufferAttribute(new Float32Array(capacity * size), size)
      this.#geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage))
    }
    const uniforms = { ...shared, ...this.#uniforms }
    this.object = quadMesh(this.#geometry, 1, { vertexShader, fragmentShader, uniforms }, 2)
  }

  setAtlas(atlas: Atlas | undefined): void {
    this.#uniforms.uAtlas.value = atlas?.texture ?? null
    this.#uniforms.uGrid.value.set(atlas?.columns ?? 1, atlas?.rows ?? 1)
  }

  /** The decoded picture of the edited point. */
  setPicture(picture: Picture | undefined): void {
    const { uLive } = this.#uniforms
    if (!picture) return
    const image = uLive.value?.image
    if (image?.width === picture.width && image.height === picture.height) image.data?.set(picture.rgba)
    else {
      uLive.value?.dispose()
      uLive.value = new DataTexture(picture.rgba.slice(), picture.width, picture.height)
      uLive.value.magFilter = uLive.value.minFilter = LinearFilter
    }
    if (uLive.value) uLive.value.needsUpdate = true
  }

  /** Later shapes lie above earlier ones. */
  setShapes(shapes: readonly Shape[]): void {
    const shown = shapes.slice(0, capacity)
    shown.forEach((shape, slot) => this.#write(shape, slot))
    for (const name of Object.keys(sizes)) this.#geometry.getAttribute(name).needsUpdate = true
    this.#geometry.instanceCount = shown.length
    this.object.visible = shown.length > 0
  }

  dispose(): void {
    this.#uniforms.uLive.value?.dispose()
    this.#geometry.dispose()
    this.object.material.dispose()
  }

  #write(shape: Shape, slot: number): void {
    const { fromInMap, halfPx, offsetPx = { x: 0, y: 0 }, picture } = shape
    const to = shape.toInMap ?? fromInMap
    const kind = shape.toInMap
      ? kinds.line
      : picture === undefined
        ? kinds.plain
        : kinds[pictureKind(picture)]
    this.#set('aFrom', slot, [fromInMap.x, fromInMap.y, fromInMap.z])
    this.#set('aTo', slot, [to.x, to.y, to.z])
    this.#set('aOffset', slot, [offsetPx.x, offsetPx.y])
    this.#set('aBox', slot, [halfPx.x, halfPx.y, shape.cornerPx ?? 0, shape.strokePx ?? 0])
    this.#set('aStroke', slot, shape.stroke ?? none)
    this.#set('aFill', slot, shape.fill ?? none)
    this.#set('aPicture', slot, [kind, typeof picture === 'number' ? picture : 0, shape.shadow ?? 0])
  }

  #set(name: keyof typeof sizes, slot: number, values: readonly number[]): void {
    ;(this.#geometry.getAttribute(name).array as Float32Array).set(values, slot * sizes[name])
  }
}

function pictureKind(picture: 'live' | number): 'live' | 'atlas' {
  return picture === 'live' ? 'live' : 'atlas'
}
