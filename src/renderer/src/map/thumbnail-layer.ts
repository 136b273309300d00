/**
 * Thumbnails as instanced quads. Sorted by level of detail, so a view draws a prefix and the shader lets the last
 * level grow in: nothing is computed while the view moves.
 */
import { InstancedBufferAttribute, InstancedBufferGeometry, Vector2, Vector4 } from 'three'
import { quadMesh } from './quad-mesh'
import type { Atlas } from './atlas'
import type { Rgba } from './colours'
import { levelCount, type ThumbnailLevels } from './levels'
import { placing, roundBox, type SharedUniforms } from './shared-uniforms'

/** How long a thumbnail takes to appear once its picture is there. */
export const appearMs = 220

const vertexShader = /* glsl */ `
in vec3 aFrom;
in vec3 aTo;
in vec3 aSlot;
in float aLoadedMs;
uniform float uLevel, uSide, uNowMs, uGhost, uSnap, uStrength, uFresh;
uniform vec2 uGrid;
out vec2 vPixel;
out vec2 vHalf;
out vec2 vCell;
out float vAlpha;
out float vStrength;
out float vHaze;
${placing}
float share(float level) { return clamp(uLevel - level + 1.0, 0.0, 1.0); }
void main() {
  float shown = mix(share(aSlot.y), share(aSlot.z), min(uMix, uFresh));
  float loaded = clamp((uNowMs - aLoadedMs) / ${appearMs.toFixed(1)}, 0.0, 1.0);
  vAlpha = min(shown * 2.0, 1.0) * loaded;
  vStrength = aSlot.x == uGhost ? 0.4 : uStrength;
  if (vAlpha <= 0.0) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  gl_Position = clipFromMap(mix(aFrom, aTo, uMix));
  vHalf = vec2(0.5 * uSide * mix(0.68, 1.0, shown) * mix(0.8, 1.0, loaded) * nearness(gl_Position));
  vHaze = haze(gl_Position);
  gl_Position = onWholePixels(gl_Position, uSnap);
  vPixel = position.xy * 2.0 * vHalf;
  gl_Position.xy += vPixel * uPixel * gl_Position.w;
  vCell = vec2(mod(aSlot.x, uGrid.x), floor(aSlot.x / uGrid.x));
}`

const fragmentShader = /* glsl */ `
uniform sampler2D uAtlas;
uniform vec2 uGrid;
uniform vec4 uBorder;
in vec2 vPixel;
in vec2 vHalf;
in vec2 vCell;
in float vAlpha;
in float vStrength;
in float vHaze;
out vec4 colour;
uniform float uPixelRatio;
uniform vec3 uSurface;
${roundBox}
void main() {
  float inside = 0.5 - roundBox(vPixel, vHalf, 2.0) * uPixelRatio;
  vec2 place = clamp(vPixel / vHalf * 0.5 + 0.5, 0.016, 0.984);
  vec4 picture = texture(uAtlas, (vCell + vec2(place.x, 1.0 - place.y)) / uGrid);
  float border = clamp(1.5 - inside / uPixelRatio, 0.0, 1.0) * uBorder.a;
  // Stepping back is fading towards the ground, not letting points shine through.
  vec3 shade = mix(uSurface, mix(picture.rgb, uBorder.rgb, border), vStrength);
  shade = mix(shade, uSurface, vHaze);
  colour = vec4(shade, vAlpha * picture.a * clamp(inside, 0.0, 1.0));
  // What cannot be seen must not hide what lies behind it.
  if (colour.a <= 0.0) discard;
}`

export class ThumbnailLayer {
  readonly object: ReturnType<typeof quadMesh>
  levels: ThumbnailLevels | undefined
  readonly #geometry = new InstancedBufferGeometry()
  readonly #uniforms = {
    uLevel: { value: 0 },
    uSide: { value: 34 },
    uNowMs: { value: 0 },
    uGhost: { value: -1 },
    uSnap: { value: 1 },
    uStrength: { value: 1 },
    uFresh: { value: 1 },
    uGrid: { value: new Vector2(1, 1) },
    uAtlas: { value: null as Atlas['texture'] | null },
    uBorder: { value: new Vector4() },
  }
  #levelByIndex = new Uint8Array()
  #loadedMs = new Float32Array()

  constructor(shared: SharedUniforms) {
    this.#geometry.instanceCount = 0
    const uniforms = { ...shared, ...this.#uniforms }
    this.object = quadMesh(this.#geometry, 0.5, { vertexShader, fragmentShader, uniforms }, 1)
  }

  /** Starts over with an atlas whose pictures have yet to come. */
  setAtlas(atlas: Atlas | undefined): void {
    this.#uniforms.uAtlas.value = atlas?.texture ?? null
    this.#uniforms.uGrid.value.set(atlas?.columns ?? 1, atlas?.rows ?? 1)
    this.#loadedMs = new Float32Array(atlas?.count ?? 0).fill(Infinity)
    this.#levelByIndex = new Uint8Array(atlas?.count ?? 0).fill(levelCount)
    this.levels = undefined
    this.#geometry.instanceCount = 0
  }

  /** Places all thumbnails; they grow from their old level into the new one as the points glide. */
  setPositions(from: Float32Array, to: Float32Array, levels: ThumbnailLevels): void {
    const count = levels.order.length
    const slots = new Float32Array(3 * count)
    levels.order.forEach((index, slot) => {
      slots.set([index, this.#levelByIndex[index]!, levels.level[slot]!], 3 * slot)
    })
    this.#geometry.dispose()
    this.#setAttribute('aFrom', placesInOrder(from, levels.order), 3)
    this.#setAttribute('aTo', placesInOrder(to, levels.order), 3)
    this.#setAttribute('aSlot', slots, 3)
    this.#levelByIndex.fill(levelCount)
    levels.order.forEach((index, slot) => (this.#levelByIndex[index] = levels.level[slot]!))
    this.levels = levels
    this.#uniforms.uFresh.value = 1
    this.#writeLoaded()
  }

  /** How far thumbnails that stay where they are have come from their old level to the new one, in [0, 1]. */
  set fresh(share: number) {
    this.#uniforms.uFresh.value = share
  }

  get fresh(): number {
    return this.#uniforms.uFresh.value
  }

  /** The pictures of thumbnails `start` to `start + count - 1` are in the atlas. */
  markLoaded(start: number, count: number, nowMs: number): void {
    this.#loadedMs.fill(nowMs, start, start + count)
    this.#writeLoaded()
  }

  setBorder(colour: Rgba): void {
    this.#uniforms.uBorder.value.fromArray(colour)
  }

  setGhost(index: number | undefined): void {
    this.#uniforms.uGhost.value = index ?? -1
  }

  /** Below 1, all but the ghost step back. */
  setStrength(strength: number): void {
    this.#uniforms.uStrength.value = strength
  }

  /** Called before each frame. While points glide, thumbnails of all levels may have to be drawn. */
  prepare(view: { level: number; sidePx: number; nowMs: number; gliding: boolean; snapped: boolean }): void {
    this.#uniforms.uLevel.value = view.level
    this.#uniforms.uSide.value = view.sidePx
    this.#uniforms.uNowMs.value = view.nowMs
    this.#uniforms.uSnap.value = view.snapped ? 1 : 0
    if (!this.levels) return
    const prefix = this.levels.countUpTo[Math.min(Math.ceil(view.level), levelCount - 1)]!
    this.#geometry.instanceCount = view.gliding ? this.levels.order.length : prefix
  }

  /** The level of a thumbnail whose picture is there; undefined when it cannot be shown. */
  levelOf(index: number): number | undefined {
    const level = this.#levelByIndex[index]
    return level === undefined || level >= levelCount || !this.isLoaded(index) ? undefined : level
  }

  isLoaded(index: number): boolean {
    return (this.#loadedMs[index] ?? Infinity) < Infinity
  }

  dispose(): void {
    this.#geometry.dispose()
    this.object.material.dispose()
  }

  #writeLoaded(): void {
    if (!this.levels) return
    const { order } = this.levels
    const loaded = Float32Array.from(order, (index) => Math.min(this.#loadedMs[index]!, 1e12))
    this.#setAttribute('aLoadedMs', loaded, 1)
  }

  #setAttribute(name: string, values: Float32Array, size: number): void {
    const attribute = this.#geometry.getAttribute(name)
    if (attribute?.array.length === values.length) {
      ;(attribute.array as Float32Array).set(values)
      attribute.needsUpdate = true
    } else this.#geometry.setAttribute(name, new InstancedBufferAttribute(values, size))
  }
}

function placesInOrder(places: Float32Array, order: Uint32Array): Float32Array {
  const sorted = new Float32Array(3 * order.length)
  order.forEach((index, slot) => sorted.set(places.subarray(3 * index, 3 * index + 3), 3 * slot))
  return sorted
}
