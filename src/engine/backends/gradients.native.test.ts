import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'
import { describeGradients } from './gradients.fixture'

/** A library that lacks a symbol ends its process without an exception, so it is tried in a child first. */
function nativeLoads(): boolean {
  const name = process.env['SLERP_TFJS_NODE'] ?? '@tensorflow/tfjs-node-gpu'
  const child = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(name)})`], { stdio: 'ignore' })
  return child.status === 0
}

describe.skipIf(!nativeLoads())('native: numbers and gradients of', () => describeGradients('native'))
