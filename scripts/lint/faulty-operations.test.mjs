import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { faultyOperations } from './faulty-operations.mjs'

const complaints = (code) =>
  new Linter().verify(code, { rules: { 'no-restricted-syntax': ['error', ...faultyOperations] } })

test.each([
  'tf.image.resizeNearestNeighbor(x, [8, 8])',
  'tf.layers.upSampling2d({ size: [2, 2] }).apply(x)',
  'tf.image.resizeBilinear(x, [8, 8], false, true)',
  "tf.avgPool(x, 3, 2, 'same')",
  "tf.layers.averagePooling2d({ poolSize: 3, padding: 'same' })",
])('%s is refused', (code) => {
  expect(complaints(code)).toHaveLength(1)
})

test.each(['upsample2x(tf, x)', 'tf.image.resizeBilinear(x, [8, 8], true)', "tf.avgPool(x, 2, 2, 'valid')"])(
  '%s is not',
  (code) => {
    expect(complaints(code)).toHaveLength(0)
  },
)
