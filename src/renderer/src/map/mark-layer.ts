/**
 * A ring around every marked point, as large as the point or its thumbnail is drawn. Rings of points lie below all
 * points, so that however many there are the points are seen; those of thumbnails lie on top.
 */
import { InstancedBufferAttribute, InstancedBufferGeometry, Vector4 } from 'three'
import type { Rgba } from './colours'
import { levelCount } from './levels'
import type { Morph } from './morph'
import { quadMesh } from './quad-mesh'
import { placing, roundBox, type SharedUniforms } from './shared-uniforms'

const vertexShader = /* glsl */ `
in vec3 aFrom;
in vec3 aTo;
in float aLevel;
uniform float uLevel, uSide, uRadius, uSnap, uOnTop;
out vec2 vPixel;
out vec2 vHalf;
out float vCorner;
${placing}
void main() {
  float shown = clamp(uLevel - aLevel + 1.0, 0.0, 1.0);
  if ((shown > 0.0) != (uOnTop > 0.5)) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  gl_Position = onWholePixels(clipFromMap(mix(aFrom, aTo, uMix)), shown > 0.0 ? uSnap : 0.0);
  float halfPx = shown > 0.0 ? 0.5 * uSide * mix(0.68, 1.0, shown) : uRadius + 1.0;
  vHalf = vec2(halfPx * nearness(gl_Position));
  vCorner = shown > 0.0 ? 2.0 : vHalf.x;
  vPixel = position.xy * (vHalf + 4.0);
  gl_Position.xy += vPixel * uPixel * gl_Position.w;
}`

const fragmentShader = /* glsl */ `
in vec2 vPixel;
in vec2 vHalf;
in float vCorner;
uniform float uPixelRatio;
uniform vec4 uColour;
out vec4 colour;
${roundBox}
void main() {
  float outside = roundBox(vPixel, vHalf, vCorner);
  float ring = clamp(0.5 + (2.0 - outside) * uPixelRatio, 0.0, 1.0) * clamp(0.5 + outside * uPixelRatio, 0.0, 1.0);
  if (ring <= 0.0) discard;
  colour = vec4(uColour.rgb, uColour.a * ring);
}`

export interface MarkDetail {
  level: number
  sidePx: number
  radiusPx: number
  snapped: boolean
}

export class MarkLayer {
  /** What lies below the points, and what lies on top of the thumbnails. */
  readonly objects: readonly ReturnType<typeof quadMesh>[]
  readonly #geometry = new InstancedBufferGeometry()
  readonly #uniforms = {
    uLevel: { value: 0 },
    uSide: { value: 34 },
    uRadius: { value: 2 },
    uSnap: { value: 1 },
    uColour: { value: new Vector4() },
  }

  constructor(shared: SharedUniforms) {
    this.#geometry.instanceCount = 0
    this.objects = [-1, 2].map((renderOrder) => {
      const uniforms = { ...shared, ...this.#uniforms, uOnTop: { value: renderOrder > 0 ? 1 : 0 } }
      return quadMesh(this.#geometry, 1, { vertexShader, fragmentShader, uniforms }, renderOrder)
    })
  }

  /** @param levelOf the level of detail of a point's thumbnail; undefined when it has none to show */
  place(indices: readonly number[], morph: Morph, levelOf: (index: number) => number | undefined): void {
    const shown = indices.filter((index) => index < morph.count && !morph.isHidden(index))
    const places = (all: Float32Array): Float32Array =>
      Float32Array.from({ length: 3 * shown.length }, (_, k) => all[3 * shown[Math.floor(k / 3)]! + (k % 3)]!)
    this.#geometry.dispose()
    this.#set('aFrom', places(morph.from), 3)
    this.#set('aTo', places(morph.to), 3)
    this.#set(
      'aLevel',
      Float32Array.from(shown, (index) => levelOf(index) ?? 2 * levelCount),
      1,
    )
    this.#geometry.instanceCount = shown.length
    for (const object of this.objects) object.visible = shown.length > 0
  }

  setColour(colour: Rgba): void {
    this.#uniforms.uColour.value.fromArray(colour)
  }

  prepare({ level, sidePx, radiusPx, snapped }: MarkDetail): void {
    this.#uniforms.uLevel.value = level
    this.#uniforms.uSide.value = sidePx
    this.#uniforms.uRadius.value = radiusPx
    this.#uniforms.uSnap.value = snapped ? 1 : 0
  }

  dispose(): void {
    this.#geometry.dispose()
    for (const { material } of this.objects) material.dispose()
  }

  #set(name: string, values: Float32Array, size: number): void {
    this.#geometry.setAttribute(name, new InstancedBufferAttribute(values, size))
  }
}
