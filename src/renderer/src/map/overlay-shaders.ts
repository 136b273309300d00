/** GLSL of the overlay: a box with round corners, filled by a colour or a picture, stroked, with a soft shadow. */
import { placing, roundBox } from './shared-uniforms'

export const vertexShader = /* glsl */ `
in vec3 aFrom, aTo;
in vec2 aOffset;
in vec4 aBox, aStroke, aFill;
in vec3 aPicture;
out vec2 vPixel;
out float vAlong;
flat out vec2 vHalf;
flat out vec4 vBox, vStroke, vFill;
flat out vec3 vPicture;
${placing}
void main() {
  vec4 from = clipFromMap(aFrom);
  vec4 to = clipFromMap(aTo);
  vec2 start = from.xy / from.w / uPixel;
  vec2 end = to.xy / to.w / uPixel;
  bool isLine = aPicture.x > 2.5;
  float span = length(end - start);
  vec2 along = isLine && span > 0.0 ? (end - start) / span : vec2(1.0, 0.0);
  float cut = isLine ? aBox.x + aBox.y : 0.0;
  vHalf = isLine ? vec2(max(span - cut, 0.0) * 0.5, aBox.w * 0.5) : aBox.xy;
  vec2 centre = isLine ? start + along * (aBox.x + vHalf.x) : start + aOffset;
  float margin = aBox.w + 1.0 + aPicture.z * 14.0;
  vPixel = position.xy * (vHalf + margin);
  vAlong = vPixel.x / max(vHalf.x, 1.0) * 0.5 + 0.5;
  vec2 across = vec2(-along.y, along.x);
  gl_Position = vec4((centre + along * vPixel.x + across * vPixel.y) * uPixel, 0.0, 1.0);
  // What lies behind the eye is not drawn.
  if (isLine && vHalf.x <= 0.0 || from.w <= 0.0 || to.w <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  vBox = aBox; vStroke = aStroke; vFill = aFill; vPicture = aPicture;
}`

export const fragmentShader = /* glsl */ `
uniform sampler2D uAtlas, uLive;
uniform vec2 uGrid;
uniform float uPixelRatio;
in vec2 vPixel;
in float vAlong;
flat in vec2 vHalf;
flat in vec4 vBox, vStroke, vFill;
flat in vec3 vPicture;
out vec4 colour;
${roundBox}
vec4 over(vec4 top, vec4 below) {
  float alpha = top.a + below.a * (1.0 - top.a);
  return vec4((top.rgb * top.a + below.rgb * below.a * (1.0 - top.a)) / max(alpha, 1e-4), alpha);
}
vec4 filling() {
  vec2 place = clamp(vPixel / vHalf * 0.5 + 0.5, 0.016, 0.984);
  place.y = 1.0 - place.y;
  if (vPicture.x < 0.5) return vFill;
  if (vPicture.x < 1.5) return vec4(texture(uLive, place).rgb, vFill.a);
  vec2 cell = vec2(mod(vPicture.y, uGrid.x), floor(vPicture.y / uGrid.x));
  return vec4(texture(uAtlas, (cell + place) / uGrid).rgb, vFill.a);
}
void main() {
  if (vPicture.x > 2.5) {
    float edge = clamp((vHalf.y - abs(vPixel.y)) * uPixelRatio + 0.5, 0.0, 1.0);
    colour = vec4(vStroke.rgb, vStroke.a * edge * mix(0.35, 1.0, clamp(vAlong, 0.0, 1.0)));
    return;
  }
  float distancePx = roundBox(vPixel, vHalf, vBox.z);
  float inside = clamp(0.5 - distancePx * uPixelRatio, 0.0, 1.0);
  // The stroke lies outside the box, so that it never covers a picture.
  float ring = clamp(0.5 + (vBox.w - distancePx) * uPixelRatio, 0.0, 1.0) - inside;
  float shadow = vPicture.z * exp(-pow(max(distancePx, 0.0) / 7.0, 2.0) * 2.0) * (1.0 - inside);
  vec4 fill = filling();
  colour = vec4(0.0, 0.0, 0.0, 0.45 * shadow);
  colour = over(vec4(fill.rgb, fill.a * inside), colour);
  colour = over(vec4(vStroke.rgb, vStroke.a * ring), colour);
}`
