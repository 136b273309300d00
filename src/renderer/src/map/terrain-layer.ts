/** The terrain's tiles as instanced rectangles below everything else, in one draw call. */
import { InstancedBufferAttribute, InstancedBufferGeometry, Vector2 } from 'three'
import { quadMesh } from './quad-mesh'
import { placing, type SharedUniforms } from './shared-uniforms'
import type { TerrainAtlas } from './terrain-atlas'
import { terrainStrength } from './terrain-strength'

/** A tile as it is drawn. */
export interface DrawnTile {
  centre: { x: number; y: number }
  sideInMap: number
  slot: number
  /** Opacity, in [0, 1]. */
  shown: number
  /** It belongs to another plane than the one that is wanted. */
  isStale: boolean
  /** How much the data vouch for it at its corners, in [0, 1]: lower left, lower right, upper left, upper right. */
  ground: readonly [number, number, number, number]
}

const vertexShader = /* glsl */ `
in vec3 aSquare;
in vec3 aLook;
in vec4 aGround;
out vec2 vPlace;
out vec2 vCell;
out vec2 vShown;
out vec4 vGround;
uniform vec2 uGrid;
${placing}
void main() {
  vec2 corner = position.xy;
  vPlace = corner + 0.5;
  vCell = vec2(mod(aLook.x, uGrid.x), floor(aLook.x / uGrid.x));
  vShown = aLook.yz;
  vGround = aGround;
  gl_Position = clipFromMap(vec3(aSquare.xy + corner * aSquare.z, 0.0));
}`

const fragmentShader = /* glsl */ `
uniform sampler2D uAtlas;
uniform vec2 uGrid;
uniform vec3 uSurface;
uniform vec2 uStrength;
uniform float uTexel;
in vec2 vPlace;
in vec2 vCell;
in vec2 vShown;
in vec4 vGround;
out vec4 colour;
void main() {
  vec2 place = clamp(vec2(vPlace.x, 1.0 - vPlace.y), uTexel, 1.0 - uTexel);
  vec3 picture = texture(uAtlas, (vCell + place) / uGrid).rgb;
  float ground = mix(mix(vGround.x, vGround.y, vPlace.x), mix(vGround.z, vGround.w, vPlace.x), vPlace.y);
  // What stands in for a picture that is on its way is grey and dim.
  vec3 grey = vec3(dot(picture, vec3(0.299, 0.587, 0.114)));
  picture = mix(picture, mix(grey, uSurface, 0.35), 0.7 * vShown.y);
  colour = vec4(mix(uSurface, picture, uStrength.x * ground), vShown.x * uStrength.y);
}`

const numbersPerTile = { aSquare: 3, aLook: 3, aGround: 4 } as const

export class TerrainLayer {
  readonly object: ReturnType<typeof quadMesh>
  readonly #geometry = new InstancedBufferGeometry()
  readonly #uniforms = {
    uGrid: { value: new Vector2(1, 1) },
    uAtlas: { value: null as TerrainAtlas['texture'] | null },
    uTexel: { value: 0 },
    /** How much the pictures differ from the ground, and how much of all is seen. */
    uStrength: { value: new Vector2(terrainStrength, 1) },
  }
  #room = 0

  constructor(shared: SharedUniforms) {
    this.#geometry.instanceCount = 0
    const uniforms = { ...shared, ...this.#uniforms }
    this.object = quadMesh(this.#geometry, 0.5, { vertexShader, fragmentShader, uniforms }, -1)
  }

  setAtlas(atlas: TerrainAtlas | undefined, sidePx: number): void {
    this.#uniforms.uAtlas.value = atlas?.texture ?? null
    this.#uniforms.uGrid.value.set(atlas?.columns ?? 1, atlas?.rows ?? 1)
    this.#uniforms.uTexel.value = 0.5 / sidePx
    this.#geometry.instanceCount = 0
  }

  /** How much of all of it is seen, in [0, 1]. */
  setShown(share: number): void {
    this.#uniforms.uStrength.value.y = share
    this.object.visible = share > 0
  }

  /** Draws these, later ones over earlier ones. */
  setTiles(tiles: readonly DrawnTile[]): void {
    this.#makeRoom(tiles.length)
    this.#write('aSquare', tiles, ({ centre, sideInMap }) => [centre.x, centre.y, sideInMap])
    this.#write('aLook', tiles, ({ slot, shown, isStale }) => [slot, shown, isStale ? 1 : 0])
    this.#write('aGround', tiles, ({ ground }) => ground)
    this.#geometry.instanceCount = tiles.length
  }

  dispose(): void {
    this.#geometry.dispose()
    this.object.material.dispose()
  }

  #makeRoom(count: number): void {
    if (count <= this.#room) return
    this.#room = 2 ** Math.ceil(Math.log2(count))
    // three does not grow a buffer that it has given to the graphics card.
    this.#geometry.dispose()
    for (const [name, size] of Object.entries(numbersPerTile))
      this.#geometry.setAttribute(
        name,
        new InstancedBufferAttribute(new Float32Array(size * this.#room), size),
      )
  }

  #write(
    name: keyof typeof numbersPerTile,
    tiles: readonly DrawnTile[],
    numbersOf: (tile: DrawnTile) => readonly number[],
  ): void {
    const attribute = this.#geometry.getAttribute(name)
    if (!attribute) return
    const array = attribute.array as Float32Array
    tiles.forEach((tile, i) => array.set(numbersOf(tile), i * numbersPerTile[name]))
    attribute.needsUpdate = true
  }
}
