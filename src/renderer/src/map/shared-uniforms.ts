/** What every layer's shader knows of the view, so that all place things in the same way. */
import { Vector2, Vector3, type IUniform } from 'three'
import { nearnessLimits } from './projection'

export interface SharedUniforms {
  /** From the old positions (0) to the new ones (1). */
  uMix: IUniform<number>
  /** One CSS pixel in clip space. */
  uPixel: IUniform<Vector2>
  uPixelRatio: IUniform<number>
  uSurface: IUniform<Vector3>
  /** Distance of the eye and radius of all points, in map units; openness of the camera in [0, 1]. */
  uDepth: IUniform<Vector3>
  [name: string]: IUniform
}

export function sharedUniforms(): SharedUniforms {
  return {
    uMix: { value: 1 },
    uPixel: { value: new Vector2(1, 1) },
    uPixelRatio: { value: 1 },
    uSurface: { value: new Vector3() },
    uDepth: { value: new Vector3(1, 1, 0) },
  }
}

/** GLSL that puts a place of the map into clip space, and says how it is seen there. */
export const placing = /* glsl */ `
uniform float uMix;
uniform float uPixelRatio;
uniform vec2 uPixel;
uniform vec3 uDepth;
vec4 clipFromMap(vec3 place) {
  return projectionMatrix * modelViewMatrix * vec4(place, 1.0);
}
// On whole pixels a resting picture is as sharp as it is; while zooming this would make it tremble.
vec4 onWholePixels(vec4 clip, float amount) {
  vec2 devicePixel = uPixel / uPixelRatio * clip.w;
  vec2 snapped = floor(clip.xy / devicePixel + 0.5) * devicePixel;
  return vec4(mix(clip.xy, snapped, amount), clip.zw);
}
// How many times larger than in the middle something is drawn; flat, exactly 1.
float nearness(vec4 clip) {
  float seen = clamp(uDepth.x / max(clip.w, 1e-6), ${nearnessLimits.least.toFixed(2)}, ${nearnessLimits.most.toFixed(2)});
  return mix(1.0, seen, uDepth.z);
}
// How far it has faded into the ground by its distance; flat, exactly 0.
float haze(vec4 clip) {
  return uDepth.z * 0.62 * smoothstep(-0.9 * uDepth.y, 1.1 * uDepth.y, clip.w - uDepth.x);
}`

/** GLSL: signed distance to a box with round corners. */
export const roundBox = /* glsl */ `
float roundBox(vec2 p, vec2 halfSize, float corner) {
  vec2 q = abs(p) - halfSize + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}`
