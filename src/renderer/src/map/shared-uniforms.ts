/** What every layer's shader knows of the view, so that all place things in the same way. */
import { Vector2, Vector3, type IUniform } from 'three'

export interface SharedUniforms {
  /** From the old positions (0) to the new ones (1). */
  uMix: IUniform<number>
  /** One CSS pixel in clip space. */
  uPixel: IUniform<Vector2>
  uPixelRatio: IUniform<number>
  uSurface: IUniform<Vector3>
  [name: string]: IUniform
}

export function sharedUniforms(): SharedUniforms {
  return {
    uMix: { value: 1 },
    uPixel: { value: new Vector2(1, 1) },
    uPixelRatio: { value: 1 },
    uSurface: { value: new Vector3() },
  }
}

/** GLSL that puts a point of the map into clip space. Height above the plane is added here when the map gains it. */
export const placing = /* glsl */ `
uniform float uMix;
uniform float uPixelRatio;
uniform vec2 uPixel;
vec4 clipFromMap(vec2 pointInMap) {
  return projectionMatrix * modelViewMatrix * vec4(pointInMap, 0.0, 1.0);
}`

/** GLSL: signed distance to a box with round corners. */
export const roundBox = /* glsl */ `
float roundBox(vec2 p, vec2 halfSize, float corner) {
  vec2 q = abs(p) - halfSize + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}`
