import {
  BufferAttribute,
  GLSL3,
  Mesh,
  ShaderMaterial,
  type InstancedBufferGeometry,
  type ShaderMaterialParameters,
} from 'three'

type Shading = Required<Pick<ShaderMaterialParameters, 'vertexShader' | 'fragmentShader' | 'uniforms'>>

/**
 * A mesh that draws one square per instance of the geometry, over what is already there. Culling is off: the shader
 * decides where a square lies. The caller disposes geometry and material.
 *
 * @param reach of the square's corners from its centre, in the shader's units
 */
export function quadMesh(
  geometry: InstancedBufferGeometry,
  reach: number,
  shading: Shading,
  renderOrder: number,
): Mesh<InstancedBufferGeometry, ShaderMaterial> {
  const corners = Float32Array.of(-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0).map((x) => x * reach)
  geometry.setAttribute('position', new BufferAttribute(corners, 3))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const options = { glslVersion: GLSL3, transparent: true, depthTest: false, depthWrite: false }
  const mesh = new Mesh(geometry, new ShaderMaterial({ ...options, ...shading }))
  mesh.frustumCulled = false
  mesh.renderOrder = renderOrder
  return mesh
}
