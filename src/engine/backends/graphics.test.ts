import { expect, it } from 'vitest'
import { cardName, isSoftwareName } from './graphics'

it.each([
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3070 (0x00002484) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3070',
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', 'ANGLE Metal Renderer: Apple M2'],
  [
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  ],
  [
    'ANGLE (NVIDIA, Vulkan 1.3.242 (NVIDIA GeForce RTX 3070 (0x00002484)), NVIDIA)',
    'NVIDIA GeForce RTX 3070',
  ],
  ['AMD Radeon RX 580 Series', 'AMD Radeon RX 580 Series'],
])('%s is named %s', (renderer, name) => {
  expect(cardName(renderer)).toBe(name)
  expect(isSoftwareName(renderer)).toBe(false)
})

it.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.6, 256 bits)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'google swiftshader',
])('%s is software', (renderer) => expect(isSoftwareName(renderer)).toBe(true))
