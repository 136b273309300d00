/** All points in one draw call. Edges are softened in the shader: multisampling costs nearly twice on software GL. */
import { BufferAttribute, BufferGeometry, GLSL3, Points, ShaderMaterial } from 'three'
import { mulberry32, shuffledIndices } from '../../../core/random/random'
import type { Rgba } from './colours'
import { placing, type SharedUniforms } from './shared-uniforms'

const vertexShader = /* glsl */ `
in vec3 aFrom;
in vec3 aTo;
in vec4 aColour;
in float aSize;
uniform float uDiameter;
uniform int uGhost;
uniform float uStrength;
out vec4 vColour;
out float vDiameter;
out float vHaze;
${placing}
void main() {
  gl_Position = clipFromMap(mix(aFrom, aTo, uMix));
  vDiameter = uDiameter * aSize * uPixelRatio * nearness(gl_Position);
  vHaze = haze(gl_Position);
  if (aSize <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = vDiameter + 1.0;
  vColour = aColour;
  vColour.a *= gl_VertexID == uGhost ? 0.4 : uStrength;
}`

const fragmentShader = /* glsl */ `
in vec4 vColour;
in float vDiameter;
in float vHaze;
uniform vec3 uSurface;
out vec4 colour;
void main() {
  float edge = vDiameter * 0.5 - length(gl_PointCoord - 0.5) * (vDiameter + 1.0) + 0.5;
  if (edge <= 0.0) discard;
  colour = vec4(mix(vColour.rgb, uSurface, vHaze), vColour.a * min(edge, 1.0));
}`

export class PointLayer {
  readonly object: Points
  readonly #geometry = new BufferGeometry()
  readonly #material: ShaderMaterial
  readonly #ghost = { value: -1 }
  readonly #diameter = { value: 4 }
  readonly #strength = { value: 1 }
  #isHiding = false
  /** Points are stored in random order, so that any prefix is a fair sample of all. */
  #order: Uint32Array = new Uint32Array()

  constructor(shared: SharedUniforms) {
    this.#material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader,
      uniforms: { ...shared, uGhost: this.#ghost, uDiameter: this.#diameter, uStrength: this.#strength },
      transparent: true,
      depthTest: false,
      depthWrite: false,
    })
    this.object = new Points(this.#geometry, this.#material)
    this.object.frustumCulled = false
  }

  get count(): number {
    return this.#order.length
  }

  /** Row-major [count, 3] each: where the points come from and where they go. */
  setPositions(from: Float32Array, to: Float32Array): void {
    const count = to.length / 3
    if (count !== this.count) this.#allot(count)
    this.#setPlaces('aFrom', from)
    this.#setPlaces('aTo', to)
  }

  /** sRGB with alpha, [count, 4]; without it, all have `ink`. */
  setColours(colours: Uint8Array | undefined, ink: Rgba): void {
    const attribute = this.#geometry.getAttribute('aColour')
    if (!attribute) return
    const plain = ink.map((part) => Math.round(part * 255))
    const target = attribute.array as Uint8Array
    this.#order.forEach((index, slot) => {
      for (let c = 0; c < 4; c++) target[4 * slot + c] = colours?.[4 * index + c] ?? plain[c]!
    })
    attribute.needsUpdate = true
  }

  /** @param hidden 1 for each point that is left out, [count]; undefined to draw all */
  setHidden(hidden: Uint8Array | undefined): void {
    const attribute = this.#geometry.getAttribute('aSize')
    if (!attribute || (!hidden && !this.#isHiding)) return
    this.#isHiding = hidden !== undefined
    const target = attribute.array as Float32Array
    this.#order.forEach((index, slot) => (target[slot] = hidden?.[index] ? 0 : 1))
    attribute.needsUpdate = true
  }

  setDiameter(diameterPx: number): void {
    this.#diameter.value = diameterPx
  }

  /** The point that was dragged away stays as a paler one. */
  setGhost(index: number | undefined): void {
    this.#ghost.value = index === undefined ? -1 : this.#order.indexOf(index)
  }

  /** Below 1, all points step back. */
  setStrength(strength: number): void {
    this.#strength.value = strength
  }

  /** Draws only a share of the points, for as long as the view moves on a slow renderer. */
  setShare(share: number): void {
    this.#geometry.setDrawRange(0, Math.ceil(this.count * share))
  }

  dispose(): void {
    this.#geometry.dispose()
    this.#material.dispose()
  }

  #allot(count: number): void {
    // A buffer on the GPU cannot grow: let go of it before its attributes change size.
    this.#geometry.dispose()
    this.#isHiding = false
    this.#order = shuffledIndices(count, mulberry32(count))
    this.#geometry.setAttribute('aFrom', new BufferAttribute(new Float32Array(3 * count), 3))
    this.#geometry.setAttribute('aTo', new BufferAttribute(new Float32Array(3 * count), 3))
    this.#geometry.setAttribute('aColour', new BufferAttribute(new Uint8Array(4 * count), 4, true))
    this.#geometry.setAttribute('aSize', new BufferAttribute(new Float32Array(count).fill(1), 1))
    this.#geometry.setDrawRange(0, count)
  }

  #setPlaces(name: string, places: Float32Array): void {
    const attribute = this.#geometry.getAttribute(name)
    const target = attribute.array as Float32Array
    this.#order.forEach((index, slot) => {
      target[3 * slot] = places[3 * index]!
      target[3 * slot + 1] = places[3 * index + 1]!
      target[3 * slot + 2] = places[3 * index + 2]!
    })
    attribute.needsUpdate = true
  }
}
